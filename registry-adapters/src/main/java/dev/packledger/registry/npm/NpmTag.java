package dev.packledger.registry.npm;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A dist-tag's name. npm refuses a tag that could be read as a range of versions, for then {@code
 * npm install name@tag} would be ambiguous; this grammar is a little wider in what it refuses:
 * whatever begins like a version.
 */
final class NpmTag {
  static final String LATEST = "latest";
  static final String RULE =
      "A tag has up to 128 letters, digits and . _ ~ -, and does not look like a version.";

  private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9._~-]{0,127}");
  private static final Pattern RANGE = Pattern.compile("[vV]?\\d.*|[xX](?:\\..*)?");
  private static final Set<String> RESERVED = Set.of("__proto__", "constructor", "prototype");

  private NpmTag() {}

  static boolean valid(String tag) {
    return FORM.matcher(tag).matches() && !RANGE.matcher(tag).matches() && !RESERVED.contains(tag);
  }
}
