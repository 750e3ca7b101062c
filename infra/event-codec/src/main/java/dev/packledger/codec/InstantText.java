package dev.packledger.codec;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Instants as RFC 3339 in UTC, with no, three or six digits of a second's fraction, as few as it
 * takes. One instant has one text.
 */
final class InstantText {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

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
      instant = Instant.parse(text);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("not an instant: " + text, wrong);
    }
    if (!of(instant).equals(text)) {
      throw new IllegalArgumentException("not the canonical text of an instant: " + text);
    }
    return instant;
  }
}
