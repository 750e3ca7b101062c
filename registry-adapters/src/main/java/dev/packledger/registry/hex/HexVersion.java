package dev.packledger.registry.hex;

import dev.packledger.registry.shared.Precedence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as Elixir's {@code Version} reads it: Semantic Versioning 2.0.0 with all three numbers,
 * each of any length. Build metadata belongs to a version's identity, as on hex.pm: it stands in
 * the name of the tarball; only the order of precedence ignores it.
 *
 * @param numbers major, minor and patch without leading zeros
 * @param prerelease the dot-separated identifiers; empty for a stable version
 * @param build what follows the plus; empty where there is none
 */
public record HexVersion(List<String> numbers, List<String> prerelease, String build)
    implements Comparable<HexVersion> {
  private static final int CHARS_MAX = 100;
  private static final String NUMBER = "(0|[1-9]\\d*)";
  private static final String IDENTIFIER = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          (NUMBER + "\\." + NUMBER + "\\." + NUMBER)
              + ("(?:-(" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*))?")
              + "(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?");

  public HexVersion {
    numbers = List.copyOf(numbers);
    prerelease = List.copyOf(prerelease);
    String text = text(numbers, prerelease, build);
    if (text.length() > CHARS_MAX || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a version of a Hex package");
    }
  }

  /** Reads a version; empty where it is none. */
  public static Optional<HexVersion> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > CHARS_MAX || !form.matches()) {
      return Optional.empty();
    }
    @Nullable String prerelease = form.group(4);
    @Nullable String build = form.group(5);
    return Optional.of(
        new HexVersion(
            List.of(form.group(1), form.group(2), form.group(3)),
            prerelease == null ? List.of() : List.of(prerelease.split("\\.")),
            build == null ? "" : build));
  }

  /** The text, which is the only spelling. */
  public String text() {
    return text(numbers, prerelease, build);
  }

  private static String text(List<String> numbers, List<String> prerelease, String build) {
    return String.join(".", numbers)
        + (prerelease.isEmpty() ? "" : "-" + String.join(".", prerelease))
        + (build.isEmpty() ? "" : "+" + build);
  }

  public boolean stable() {
    return prerelease.isEmpty();
  }

  /** {@code stable}, or the first pre-release identifier. */
  public String channel() {
    return stable() ? "stable" : prerelease.getFirst();
  }

  /** The order of precedence; among versions that are equal in it, of their build metadata. */
  @Override
  public int compareTo(HexVersion other) {
    for (int i = 0; i < numbers.size(); i++) {
      int order = Precedence.NUMERIC.compare(numbers.get(i), other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    int order = Precedence.prereleases(prerelease, other.prerelease);
    return order != 0 ? order : build.compareTo(other.build);
  }

  @Override
  public String toString() {
    return text();
  }
}
