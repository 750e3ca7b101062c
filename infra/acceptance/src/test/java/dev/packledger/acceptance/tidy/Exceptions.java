package dev.packledger.acceptance.tidy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that may break a rule, one a line: rule, path, reason. The list may only shrink: a line
 * that nothing needs any more is itself a fault.
 */
final class Exceptions {
  /** Lowered whenever a line goes; raised never. */
  static final int LINES_MAX = 3;

  private final Map<String, String> reasons = new LinkedHashMap<>();

  private Exceptions() {}

  static Exceptions read() throws IOException {
    Exceptions exceptions = new Exceptions();
    try (InputStream file = Exceptions.class.getResourceAsStream("/tidy/exceptions.txt")) {
      if (file == null) {
        throw new IOException("tidy/exceptions.txt is not on the class path");
      }
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(exceptions::add);
    }
    return exceptions;
  }

  private void add(String line) {
    String[] parts = line.split("\\s+", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("rule, path and reason are needed: " + line);
    }
    reasons.put(parts[0] + " " + parts[1], parts[2]);
  }

  int size() {
    return reasons.size();
  }

  boolean allow(Finding finding) {
    return reasons.containsKey(finding.rule() + " " + finding.path());
  }

  /** Lines that no finding needs. */
  Set<String> unneeded(List<Finding> findings) {
    Set<String> unneeded = new TreeSet<>(reasons.keySet());
    findings.forEach(finding -> unneeded.remove(finding.rule() + " " + finding.path()));
    return unneeded;
  }
}
