package dev.packledger.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Instants as RFC 3339 in UTC, with no, three or six digits of a second's fraction, as few as it
 * takes. One instant has one text.
 */
final class InstantText {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** A text without its fraction; what stands for a digit is one. */
  private static final String FORM = "0000-00-00T00:00:00";

  private static final int[] NANOS_OF_LAST_DIGIT = {0, 0, 0, 1_000_000, 0, 0, 1000};
  private static final int FRACTION = FORM.length() + 1;
  private static final long DAY_SECONDS = 86_400;

  private InstantText() {}

  static String of(Instant instant) {
    if (instant.getNano() % 1000 != 0) {
      throw new CanonicalJson.NotCanonical("not cut to microseconds: " + instant);
    }
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new CanonicalJson.NotCanonical("not within the years 0000 to 9999: " + instant);
    }
    return instant.toString();
  }

  /**
   * The instant of a text that {@link #of} wrote.
   *
   * @throws IllegalArgumentException for any other text, another text of the same instant included
   */
  static Instant parse(String text) {
    Instant instant;
    try {
      Instant usual = usual(text);
      if (usual != null) {
        return usual;
      }
      instant = Instant.parse(text);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("not an instant: " + text, wrong);
    }
    if (!of(instant).equals(text)) {
      throw new IllegalArgumentException("not the canonical text of an instant: " + text);
    }
    return instant;
  }

  /**
   * Read digit by digit: every event has instants, and {@link Instant#parse} with a comparison
   * takes ten times as long. Null for what is not at once seen to be canonical.
   */
  private static @Nullable Instant usual(String text) {
    int digits = text.length() == FRACTION ? 0 : text.length() - FRACTION - 1;
    boolean known = text.length() == FRACTION || digits == 3 || digits == 6;
    if (!known || !hasForm(text)) {
      return null;
    }
    int fraction = number(text, FRACTION, digits);
    boolean shortest = digits == 0 || (fraction > 0 && (digits == 3 || fraction % 1000 != 0));
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    if (!shortest || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2)).toEpochDay();
    return Instant.ofEpochSecond(
        day * DAY_SECONDS + hour * 3600L + minute * 60L + second,
        (long) fraction * NANOS_OF_LAST_DIGIT[digits]);
  }

  private static boolean hasForm(String text) {
    int last = text.length() - 1;
    if (last < FORM.length() || text.charAt(last) != 'Z') {
      return false;
    }
    for (int i = 0; i < last; i++) {
      char form = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
      char c = text.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
