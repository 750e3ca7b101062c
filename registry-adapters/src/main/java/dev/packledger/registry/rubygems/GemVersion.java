package dev.packledger.registry.rubygems;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as Ruby's {@code Gem::Version} reads and orders it (rubygems lib/rubygems/version.rb):
 * runs of digits and runs of letters; what has a letter is a pre-release; zeros at the end of the
 * numbers, and at the very end, say nothing. So {@code 1.0} and {@code 1.0.0} are one version,
 * written in two ways: files and documents keep the way, identity does not.
 *
 * @param text as Ruby prints it, with {@code -} read as {@code .pre.}
 */
public record GemVersion(String text) implements Comparable<GemVersion> {
  private static final int CHARS_MAX = 100;
  private static final int NUMBERS_SHOWN = 3;
  private static final Pattern WRITTEN =
      Pattern.compile("[0-9]+(?:\\.[0-9a-zA-Z]+)*(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
  private static final Pattern PRINTED = Pattern.compile("[0-9]+(?:\\.[0-9a-zA-Z]+)*\\.?");
  private static final Pattern SEGMENT = Pattern.compile("[0-9]+|[a-zA-Z]+");

  public GemVersion {
    if (text.length() > CHARS_MAX || !SEGMENT.matcher(text).lookingAt()) {
      throw new IllegalArgumentException("not a version of a gem");
    }
  }

  /** Reads a version as people write it; empty where it is none. */
  public static Optional<GemVersion> parse(String text) {
    String written = text.strip();
    return written.length() <= CHARS_MAX && WRITTEN.matcher(written).matches()
        ? Optional.of(written.replace("-", ".pre."))
            .filter(printed -> printed.length() <= CHARS_MAX)
            .map(GemVersion::new)
        : Optional.empty();
  }

  /** Reads a version as Ruby prints it, as it stands in the names of files; empty for another. */
  public static Optional<GemVersion> printed(String text) {
    return PRINTED.matcher(text).matches() ? parse(text) : Optional.empty();
  }

  /**
   * The one spelling of all that are equal: three numbers at least, then what follows, a letter
   * without a dot before its number: {@code 1.0.0}, {@code 2.1.0.rc1}.
   */
  public String canonical() {
    Segments segments = segments();
    StringBuilder canonical = new StringBuilder();
    for (int i = 0; i < Math.max(NUMBERS_SHOWN, segments.numbers().size()); i++) {
      canonical.append(i > 0 ? "." : "");
      canonical.append(i < segments.numbers().size() ? segments.numbers().get(i) : "0");
    }
    boolean afterLetters = false;
    for (String segment : segments.rest()) {
      boolean letters = isLetters(segment);
      canonical.append(afterLetters && !letters ? "" : ".").append(segment);
      afterLetters = letters;
    }
    return canonical.toString();
  }

  public boolean prerelease() {
    return text.chars().anyMatch(Character::isLetter);
  }

  /** {@code stable}, or the first letters of a pre-release. */
  public String channel() {
    return segments().rest().stream().filter(GemVersion::isLetters).findFirst().orElse("stable");
  }

  /** Ruby's order; versions that are equal by it have one {@link #canonical} text. */
  @Override
  public int compareTo(GemVersion other) {
    List<String> left = segments().all();
    List<String> right = other.segments().all();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int order =
          compare(i < left.size() ? left.get(i) : "0", i < right.size() ? right.get(i) : "0");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(String left, String right) {
    if (isLetters(left) != isLetters(right)) {
      return isLetters(left) ? -1 : 1;
    }
    return isLetters(left)
        ? left.compareTo(right)
        : new BigInteger(left).compareTo(new BigInteger(right));
  }

  private static boolean isLetters(String segment) {
    return segment.charAt(0) > '9';
  }

  /**
   * What the order looks at.
   *
   * @param numbers before the first letters
   * @param rest from the first letters on
   */
  private record Segments(List<String> numbers, List<String> rest) {
    List<String> all() {
      List<String> all = new ArrayList<>(numbers);
      all.addAll(rest);
      return all;
    }
  }

  private Segments segments() {
    List<String> numbers = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    Matcher segment = SEGMENT.matcher(text);
    while (segment.find()) {
      boolean letters = isLetters(segment.group());
      String value = letters ? segment.group() : new BigInteger(segment.group()).toString();
      (letters || !rest.isEmpty() ? rest : numbers).add(value);
    }
    trim(numbers);
    trim(rest);
    return new Segments(numbers, rest);
  }

  private static void trim(List<String> segments) {
    while (!segments.isEmpty() && segments.getLast().equals("0")) {
      segments.removeLast();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
