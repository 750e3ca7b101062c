package dev.packledger.server.pages.people;

import dev.packledger.server.api.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Days as a form sends them. */
final class Days {
  private Days() {}

  /** The first instant of the day after, in UTC: the day itself is included; null for no day. */
  static @Nullable Instant through(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(text.strip()).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException unreadable) {
      throw ProblemException.of(
          400, "parameter.invalid", "The last day is a day, such as 2026-01-31.");
    }
  }
}
