package dev.packledger.ledger.eventstoredb;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.UnreadableEvent;
import dev.packledger.ledger.LedgerFailure;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the ledger's streams from the leader, which has every event that was acknowledged. Methods
 * throw {@link LedgerFailure} where it could not be asked.
 */
public final class StreamReader {
  private final EventStoreConnection connection;
  private final PageReader pages;

  public StreamReader(EventStoreConnection connection) {
    this.connection = connection;
    this.pages = new PageReader(connection);
  }

  /**
   * A stream's events, in order; none where there are none, and fewer than asked for only where
   * there are no more.
   *
   * @param from the first sequence
   * @throws UnreadableEvent where what is stored is not the ledger's
   */
  public List<Envelope> read(String stream, long from, int atMost) {
    String name = connection.settings().names().ofEvents(stream);
    List<Envelope> events = new ArrayList<>();
    PageReader.Page page;
    do {
      long next = from + events.size();
      page =
          pages.read(
              "the stream " + stream,
              atMost - events.size(),
              (client, ticket, count) ->
                  client.readStream(name, options(ticket).fromRevision(next).maxCount(count)));
      page.events().forEach(event -> events.add(envelope(stream, event)));
    } while (events.size() < atMost && !page.isEnd());
    return events;
  }

  private static Envelope envelope(String stream, ResolvedEvent resolved) {
    RecordedEvent event = resolved.getOriginalEvent();
    return LoggedEvent.envelope(stream, event.getRevision(), event.getEventData());
  }

  /** The sequence of a stream's last event; empty where there is none. */
  public OptionalLong lastSequence(String stream) {
    String name = connection.settings().names().ofEvents(stream);
    return pages
        .read(
            "the stream " + stream,
            1,
            (client, ticket, count) ->
                client.readStream(name, options(ticket).backwards().fromEnd().maxCount(count)))
        .events()
        .stream()
        .mapToLong(event -> event.getOriginalEvent().getRevision())
        .findFirst();
  }

  private ReadStreamOptions options(String ticket) {
    return ReadStreamOptions.get()
        .requiresLeader()
        .deadline(connection.deadlineMillis())
        .header(Tickets.HEADER, ticket);
  }
}
