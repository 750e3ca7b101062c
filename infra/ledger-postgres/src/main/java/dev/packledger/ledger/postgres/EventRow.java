package dev.packledger.ledger.postgres;

import dev.packledger.codec.Envelope;
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
 * @param first whether it is the first of its append in its stream
 * @param envelope the stored form; never changed
 */
record EventRow(String stream, long sequence, long recordedMicros, boolean first, byte[] envelope) {
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
      rows.add(
          new EventRow(
              envelope.stream(), envelope.sequence(), recorded, before == null, envelope.encode()));
    }
    return rows;
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
