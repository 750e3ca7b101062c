package dev.packledger.server.history;

import dev.packledger.domain.ledger.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** A moment of the past as somebody names it. {@link Moments} says which one it is. */
public sealed interface AsOf {
  Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** Right after the event of a position. */
  record AtPosition(Position position) implements AsOf {}

  /**
   * The greatest position recorded at or before an instant.
   *
   * @param instant cut to microseconds
   */
  record AtInstant(Instant instant) implements AsOf {
    public AtInstant {
      instant = instant.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /** Reads a position or an instant of RFC 3339 with any offset; empty where it is neither. */
  static Optional<AsOf> parse(String text) {
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(new AtPosition(new Position(Long.parseLong(text))));
    }
    try {
      return Optional.of(new AtInstant(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeException neither) {
      return Optional.empty();
    }
  }
}
