package dev.packledger.ledger.postgres;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.StreamConflict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An event on its way into the table.
 *
 * @param recordedMicros microseconds since 1970
 * @param envelope the stored form; never changed
 */
record EventRow(String stream, long sequence, long recordedMicros, byte[] envelope) {
  private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
  private static final Instant FIRST = Instant.EPOCH.minus(Long.MAX_VALUE, ChronoUnit.MICROS);

  /**
   * The rows of one append.
   *
   * @throws StreamConflict where the sequences of a stream do not rise, or an event id stands twice
   */
  static List<EventRow> of(List<Envelope> append) {
    Map<String, Long> last = new HashMap<>();
    Set<String> ids = new HashSet<>();
    List<EventRow> rows = new ArrayList<>(append.size());
    for (Envelope envelope : append) {
      Long before = last.put(envelope.stream(), envelope.sequence());
      boolean follows = before == null || envelope.sequence() > before;
      if (!follows || !ids.add(envelope.metadata().eventId())) {
        throw new StreamConflict("an append that contradicts itself at " + envelope, rows.size());
      }
      long recorded = micros(envelope.metadata().recordedAt());
      rows.add(new EventRow(envelope.stream(), envelope.sequence(), recorded, envelope.encode()));
    }
    return rows;
  }

  /** Microseconds since 1970; instants too far away to be counted are as far as can be. */
  static long micros(Instant instant) {
    if (instant.isAfter(LAST)) {
      return Long.MAX_VALUE;
    }
    if (instant.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
