package dev.packledger.registry.rubygems;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A gem's name: ASCII letters, digits and {@code . _ -}, at least one letter, none of the marks
 * first (rubygems lib/rubygems/specification_policy.rb, validate_name). Upper and lower case are
 * different names, as they are to every client.
 */
public record GemName(String text) {
  private static final int CHARS_MAX = 100;
  private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]*");
  private static final Pattern LETTER = Pattern.compile(".*[a-zA-Z].*");

  public GemName {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("not a name of a gem");
    }
  }

  /** Reads a name; empty where it is none. */
  public static Optional<GemName> parse(String text) {
    return wellFormed(text) ? Optional.of(new GemName(text)) : Optional.empty();
  }

  private static boolean wellFormed(String text) {
    return text.length() <= CHARS_MAX
        && FORM.matcher(text).matches()
        && LETTER.matcher(text).matches();
  }

  public PackageId id() {
    return PackageId.of(Ecosystem.RUBYGEMS, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
