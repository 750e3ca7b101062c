package dev.packledger.domain.ledger;

/**
 * Which text may stand in an event. Text is shown in terminals, pages and logs for ever, so nothing
 * that could move a cursor or turn the reading direction gets in.
 */
public final class PlainText {
  /** Characters (UTF-16 units) of a {@linkplain #isName name}. */
  public static final int NAME_LENGTH_MAX = 100;

  private PlainText() {}

  /** A display name: one line, 1 to 100 characters, no white space around it. */
  public static boolean isName(String text) {
    return text.length() <= NAME_LENGTH_MAX
        && !text.isBlank()
        && text.equals(text.strip())
        && text.codePoints().allMatch(PlainText::isPrintable);
  }

  /** A foreign identifier: 1 to {@code lengthMax} printable ASCII characters without a space. */
  public static boolean isIdentifier(String text, int lengthMax) {
    return !text.isEmpty()
        && text.length() <= lengthMax
        && text.chars().allMatch(character -> character > ' ' && character < 0x7f);
  }

  /** A message: up to {@code lengthMax} characters, line feeds and tabs allowed, maybe empty. */
  public static boolean isMessage(String text, int lengthMax) {
    return text.length() <= lengthMax
        && text.codePoints()
            .allMatch(
                character -> character == '\n' || character == '\t' || isPrintable(character));
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !turnsReadingDirection(character);
    };
  }

  /** The embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9). */
  private static boolean turnsReadingDirection(int character) {
    return (character >= 0x202a && character <= 0x202e)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
