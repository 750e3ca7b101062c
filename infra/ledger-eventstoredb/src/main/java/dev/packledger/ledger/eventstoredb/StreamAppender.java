package dev.packledger.ledger.eventstoredb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.codec.Envelope;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Appends to the ledger's streams, each append to one of them, all of it or nothing. The revision
 * of an event on the server is its sequence. Where no answer comes, the same events with the same
 * ids are sent again with the same expectation: the server knows those that it has, for ever, as
 * long as the revision is exact.
 */
public final class StreamAppender {
  private final EventStoreConnection connection;

  public StreamAppender(EventStoreConnection connection) {
    this.connection = connection;
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
    String stream = events.getFirst().stream();
    String name = connection.settings().names().ofEvents(stream);
    long last = events.getLast().sequence();
    WriteResult written = write(name, data(events), events.getFirst().sequence());
    long revision = written.getNextExpectedRevision().toRawLong();
    if (revision != last) {
      throw new LedgerFailure(
          "the stream %s has come to revision %d, not %d: was it deleted on the server?"
              .formatted(stream, revision, last));
    }
    return new Appended(
        last,
        written.getLogPosition() == null ? null : LogReader.logPosition(written.getLogPosition()));
  }

  private static void check(List<Envelope> events) {
    Set<String> ids = new HashSet<>();
    Envelope first = events.getFirst();
    for (int i = 0; i < events.size(); i++) {
      Envelope event = events.get(i);
      if (!event.stream().equals(first.stream())) {
        throw new IllegalArgumentException(
            "an append of two streams: " + first.stream() + " and " + event.stream());
      }
      if (event.sequence() != first.sequence() + i || !ids.add(event.metadata().eventId())) {
        throw new StreamConflict("an append that contradicts itself at " + event, i);
      }
    }
  }

  private WriteResult write(String name, List<EventData> data, long first) {
    AppendToStreamOptions options =
        AppendToStreamOptions.get()
            .deadline(connection.deadlineMillis())
            .streamState(
                first == 0 ? StreamState.noStream() : StreamState.streamRevision(first - 1));
    Patience patience = new Patience(connection.settings().patience());
    boolean answered = true;
    while (true) {
      try {
        return connection.ask(client -> client.appendToStream(name, options, data.iterator()));
      } catch (CallFailed failed) {
        if (failed.find(WrongExpectedVersionException.class).isPresent()) {
          throw new StreamConflict(name + " is not before " + first, 0);
        }
        if (failed.isNo() && answered) {
          throw new LedgerFailure("not stored: " + failed.reason(), failed);
        }
        answered = false;
        if (failed.isNo() || failed.isInterrupted() || !patience.pause()) {
          throw new OutcomeUnknown(
              "whether the events from %d of %s are stored is not known: %s"
                  .formatted(first, name, failed.reason()),
              failed);
        }
      }
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
