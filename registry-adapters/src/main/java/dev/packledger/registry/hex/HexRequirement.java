package dev.packledger.registry.hex;

import java.util.regex.Pattern;

/**
 * The grammar of a dependency's requirement, as Elixir's {@code Version.parse_requirement} reads it
 * (elixir lib/elixir/lib/version.ex): comparisons joined by {@code and} and {@code or}. Only {@code
 * ~>} may leave the patch number out. What it matches is the client's to say.
 */
final class HexRequirement {
  private static final int CHARS_MAX = 500;
  private static final Pattern JOINED = Pattern.compile("\\s+(?:and|or)\\s+");
  private static final Pattern COMPARISON =
      Pattern.compile("\\s*(?:(~>)|==|!=|!|>=|<=|>|<)?\\s*(\\S+)\\s*");
  private static final Pattern WITHOUT_PATCH =
      Pattern.compile("(\\d+\\.\\d+)((?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?)");

  private HexRequirement() {}

  static boolean valid(String text) {
    if (text.length() > CHARS_MAX) {
      return false;
    }
    for (String comparison : JOINED.split(text, -1)) {
      var parts = COMPARISON.matcher(comparison);
      if (!parts.matches() || !version(parts.group(2), parts.group(1) != null)) {
        return false;
      }
    }
    return true;
  }

  private static boolean version(String text, boolean patchMayLack) {
    var shortened = WITHOUT_PATCH.matcher(text);
    return patchMayLack && shortened.matches()
        ? HexVersion.parse(shortened.group(1) + ".0" + shortened.group(2)).isPresent()
        : HexVersion.parse(text).isPresent();
  }
}
