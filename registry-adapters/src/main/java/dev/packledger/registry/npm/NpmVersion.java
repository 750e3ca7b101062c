package dev.packledger.registry.npm;

import dev.packledger.registry.shared.Precedence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version by Semantic Versioning 2.0.0 within node-semver's bounds (256 characters, numbers up to
 * 2^53 - 1). Build metadata takes no part in identity: npm drops it before it publishes, so {@code
 * 1.0.0+a} and {@code 1.0.0+b} are one version.
 *
 * @param prerelease the dot-separated identifiers; empty for a stable version
 */
public record NpmVersion(long major, long minor, long patch, List<String> prerelease)
    implements Comparable<NpmVersion> {
  private static final int CHARS_MAX = 256;
  private static final long NUMBER_MAX = (1L << 53) - 1;
  private static final String NUMBER = "(0|[1-9]\\d{0,15})";
  private static final String IDENTIFIER = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern IDENTIFIER_FORM = Pattern.compile(IDENTIFIER);
  private static final Pattern FORM =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-("
              + IDENTIFIER
              + "(?:\\."
              + IDENTIFIER
              + ")*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
  private static final Pattern LOOSE_START = Pattern.compile("[=v\\s]+");

  private static final Comparator<NpmVersion> NUMBERS =
      Comparator.comparingLong(NpmVersion::major)
          .thenComparingLong(NpmVersion::minor)
          .thenComparingLong(NpmVersion::patch);

  public NpmVersion {
    prerelease = List.copyOf(prerelease);
    if (Math.min(major, Math.min(minor, patch)) < 0
        || Math.max(major, Math.max(minor, patch)) > NUMBER_MAX
        || !prerelease.stream().allMatch(NpmVersion::identifier)) {
      throw new IllegalArgumentException("not a semantic version");
    }
  }

  private static boolean identifier(String text) {
    return IDENTIFIER_FORM.matcher(text).matches();
  }

  /** Reads a version as the specification has it; empty where it is none. */
  public static Optional<NpmVersion> parse(String text) {
    if (text.length() > CHARS_MAX) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long major = Long.parseLong(form.group(1));
    long minor = Long.parseLong(form.group(2));
    long patch = Long.parseLong(form.group(3));
    if (Math.max(major, Math.max(minor, patch)) > NUMBER_MAX) {
      return Optional.empty();
    }
    String prerelease = form.group(4);
    return Optional.of(
        new NpmVersion(
            major,
            minor,
            patch,
            prerelease == null ? List.of() : List.of(prerelease.split("\\."))));
  }

  /**
   * Reads a version as authors write it, as node-semver's {@code clean} does: blanks around it and
   * a leading {@code v} or {@code =} are forgiven.
   */
  public static Optional<NpmVersion> clean(String text) {
    if (text.length() > CHARS_MAX) {
      return Optional.empty();
    }
    Matcher start = LOOSE_START.matcher(text);
    return parse((start.lookingAt() ? text.substring(start.end()) : text).strip());
  }

  /** The canonical text, without build metadata. */
  public String text() {
    String numbers = major + "." + minor + '.' + patch;
    return prerelease.isEmpty() ? numbers : numbers + '-' + String.join(".", prerelease);
  }

  public boolean stable() {
    return prerelease.isEmpty();
  }

  /** {@code stable}, or the first pre-release identifier. */
  public String channel() {
    return stable() ? "stable" : prerelease.getFirst();
  }

  /** The order of precedence (section 11 of the specification). */
  @Override
  public int compareTo(NpmVersion other) {
    int numbers = NUMBERS.compare(this, other);
    return numbers != 0 ? numbers : Precedence.prereleases(prerelease, other.prerelease);
  }

  @Override
  public String toString() {
    return text();
  }
}
