package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.projections.PageRequest;
import dev.packledger.server.history.Moment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a history ended, and the moment that all its pages are as of, so that what is
 * recorded meanwhile moves nothing.
 *
 * @param last the position of the last entry told
 * @param position of the moment
 * @param instantMicros of the moment, in microseconds since 1970
 */
record HistoryCursor(Position last, Position position, long instantMicros) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})\\.(-?[0-9]{1,18})");

  /** Throws {@link PageRequest.InvalidCursor} where the text is none of ours. */
  static HistoryCursor parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new PageRequest.InvalidCursor(text);
    }
    return new HistoryCursor(
        new Position(Long.parseLong(parts.group(1))),
        new Position(Long.parseLong(parts.group(2))),
        Long.parseLong(parts.group(3)));
  }

  static HistoryCursor after(Position last, Moment moment) {
    return new HistoryCursor(
        last, moment.position(), ChronoUnit.MICROS.between(Instant.EPOCH, moment.instant()));
  }

  String text() {
    return "%d.%d.%d".formatted(last.value(), position.value(), instantMicros);
  }

  /**
   * The moment with its own instant.
   *
   * @param there the moment of the same position
   */
  Moment moment(Moment there) {
    Instant instant = Instant.EPOCH.plus(instantMicros, ChronoUnit.MICROS);
    return new Moment(there.position(), there.recordedAt(), instant);
  }
}
