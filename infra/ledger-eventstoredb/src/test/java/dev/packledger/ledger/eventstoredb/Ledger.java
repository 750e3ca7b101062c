package dev.packledger.ledger.eventstoredb;

import dev.packledger.ledger.TextSerializer;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.EventDataBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** An empty ledger on some server, and what is asked of it. */
final class Ledger implements AutoCloseable {
  final EventStoreConnection connection;
  final StreamAppender appender;
  final StreamReader streams;
  final LogReader log;

  private Ledger(EventStoreSettings settings) {
    connection = EventStoreConnection.toLeader(settings);
    appender = new StreamAppender(connection);
    streams = new StreamReader(connection);
    log = new LogReader(connection);
  }

  static Ledger on(EventStoreSettings settings) {
    return new Ledger(settings);
  }

  KurrentEventStorageEngine engine() {
    return engine(new CountingNumbering(connection));
  }

  KurrentEventStorageEngine engine(Numbering numbering) {
    return KurrentEventStorageEngine.builder()
        .eventSerializer(new TextSerializer())
        .snapshotSerializer(Jackson3Serializer.builder().build())
        .connection(connection)
        .numbering(numbering)
        .build();
  }

  /** Every event of the ledger, read in pages of so many. */
  List<LoggedEvent> whole(int page) {
    LogPage next = log.after(null, page);
    List<LoggedEvent> events = new ArrayList<>(next.events());
    while (!next.isEnd()) {
      next = log.after(next.scanned(), page);
      events.addAll(next.events());
    }
    return events;
  }

  /** Events of somebody else, in a stream whose name begins as ours do not. */
  void appendForeign(int count) {
    EventData event =
        EventDataBuilder.json("their.event", "{}".getBytes(StandardCharsets.UTF_8)).build();
    try {
      for (int left = count; left > 0; left -= 1000) {
        List<EventData> events = Collections.nCopies(Math.min(left, 1000), event);
        connection.ask(
            (client, ticket) ->
                client.appendToStream(
                    "foreign" + connection.settings().names().category() + "-1",
                    fresh(events).iterator()));
      }
    } catch (CallFailed failed) {
      throw new AssertionError(failed);
    }
  }

  private static List<EventData> fresh(List<EventData> events) {
    return events.stream()
        .map(event -> EventDataBuilder.json(event.getEventType(), event.getEventData()).build())
        .toList();
  }

  @Override
  public void close() {
    connection.close();
  }
}
