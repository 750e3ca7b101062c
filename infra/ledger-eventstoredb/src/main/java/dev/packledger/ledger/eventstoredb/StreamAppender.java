package dev.packledger.ledger.eventstoredb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.ledger.StreamConflict;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.WriteResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Appends to the ledger's streams, each append to one of them, all of it or nothing. The revision
 * of an event on the server is its sequence. Where no answer comes it is tried again, see {@link
 * RetriedWrite}.
 */
public final class StreamAppender {
  private final StreamNames names;
  private final RetriedWrite retried;

  public StreamAppender(EventStoreConnection connection) {
    this.names = connection.settings().names();
    this.retried = new RetriedWrite(connection);
  }

  /**
   * Stores events, durably when it returns.
   *
   * @param events of one stream, in sequence, at least one
   * @throws StreamConflict where the stream is not where the events begin, or they contradict one
   *     another; nothing was stored
   * @throws OutcomeUnknown where it is not known whether they are stored
   * @throws LedgerFailure where the server said no; nothing was stored
   * @throws IllegalArgumentException where they are not of one stream; nothing was asked
   */
  public Appended append(List<Envelope> events) {
    check(events);
    Envelope first = events.getFirst();
    String name = names.ofEvents(first.stream());
    WriteResult written = retried.write(name, first.sequence(), data(events));
    long revision = written.getNextExpectedRevision().toRawLong();
    long last = events.getLast().sequence();
    if (revision != last) {
      throw new LedgerFailure(
          "the stream %s has come to revision %d, not %d: was it deleted on the server?"
              .formatted(name, revision, last));
    }
    Position at = written.getLogPosition();
    return new Appended(last, at == null ? null : LogReader.logPosition(at));
  }

  private static void check(List<Envelope> events) {
    Set<String> ids = new HashSet<>();
    Envelope first = events.getFirst();
    for (int i = 0; i < events.size(); i++) {
      Envelope event = events.get(i);
      boolean follows =
          event.sequence() == first.sequence() + i || !event.stream().equals(first.stream());
      if (!follows || !ids.add(event.metadata().eventId())) {
        throw new StreamConflict("an append that contradicts itself at " + event, i);
      }
    }
    if (!events.stream().allMatch(event -> event.stream().equals(first.stream()))) {
      throw new IllegalArgumentException("an append to more streams than " + first.stream());
    }
  }

  private static List<EventData> data(List<Envelope> events) {
    Envelope first = events.getFirst();
    boolean ofNoAggregate = first.stream().equals(first.metadata().eventId());
    List<EventData> data = new ArrayList<>(events.size());
    for (Envelope event : events) {
      data.add(
          EventDataBuilder.json(id(event.metadata().eventId()), event.type(), event.encode())
              .metadataAsBytes(EventProperties.of(event, ofNoAggregate))
              .build());
    }
    return data;
  }

  /** The event's own id where that is a UUID, as all of ours are, else one made from it. */
  static UUID id(String eventId) {
    try {
      UUID own = UUID.fromString(eventId);
      if (own.toString().equals(eventId)) {
        return own;
      }
    } catch (IllegalArgumentException none) {
      // Made from the text below.
    }
    return UUID.nameUUIDFromBytes(eventId.getBytes(UTF_8));
  }
}
