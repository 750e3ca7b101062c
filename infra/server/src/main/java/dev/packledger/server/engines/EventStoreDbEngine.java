package dev.packledger.server.engines;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.LedgerStorageEngine;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.eventstoredb.EventStoreConnection;
import dev.packledger.ledger.eventstoredb.KurrentEventStorageEngine;
import dev.packledger.ledger.eventstoredb.LogBell;
import dev.packledger.ledger.eventstoredb.LogReader;
import dev.packledger.ledger.eventstoredb.StreamReader;
import dev.packledger.ledger.eventstoredb.numbering.Indexer;
import dev.packledger.ledger.eventstoredb.numbering.NumberedReader;
import dev.packledger.server.ledger.LedgerEngine;
import dev.packledger.server.ledger.LedgerEventStore;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * The ledger in EventStoreDB or KurrentDB, its positions in the server's PostgreSQL. Appends and
 * the streams that commands are decided on are tried for long, as their outcome must be known; all
 * other reading is given up soon, so that who asks hears that we could not. Projections follow a
 * node as the connection string prefers it; everything else is asked of the leader.
 */
final class EventStoreDbEngine implements LedgerEngine {
  private final EventStoreConnection writing;
  private final EventStoreConnection reading;
  private final EventStoreConnection tracking;
  private final Indexer indexer;
  private final EventStorageEngine storage;
  private final LogBell bell;
  private final Databases databases;

  /**
   * @throws dev.packledger.ledger.LedgerFailure where the server cannot be asked, or the log and
   *     its numbers contradict each other
   */
  EventStoreDbEngine(
      LedgerPlace.EventStoreDb place,
      Databases databases,
      LedgerSerializer serializer,
      StoredGroups listener) {
    this.databases = databases;
    this.writing = EventStoreConnection.toLeader(EventStoreTimes.writing(place));
    this.reading = EventStoreConnection.toLeader(EventStoreTimes.reading(place));
    this.tracking = EventStoreConnection.toPreferred(EventStoreTimes.reading(place));
    this.indexer =
        new Indexer(
            new LogReader(reading)::after, databases.writing(), listener, EventStoreTimes.PACE);
    this.storage =
        KurrentEventStorageEngine.builder()
            .eventSerializer(serializer)
            .snapshotSerializer(Jackson3Serializer.builder().build())
            .connection(writing)
            .trackingConnection(tracking)
            .numbering(indexer)
            .build();
    try {
      // With the longer patience: a server that starts with us gets time to.
      var unused = new LogReader(writing).after(null, 1);
      indexer.start();
      bell = LogBell.start(reading, EventStoreTimes.BELL_RENEWAL, indexer::ring);
    } catch (RuntimeException failed) {
      closeConnections();
      throw failed;
    }
  }

  @Override
  public EventStorageEngine storage() {
    return storage;
  }

  @Override
  public LedgerEventStore.StoredPositions storedPositions() {
    return unit -> (Position) unit.resources().get(LedgerStorageEngine.LAST_POSITION);
  }

  @Override
  public LedgerReader reader() {
    return reader(databases.reading());
  }

  @Override
  public LedgerReader follower() {
    return reader(databases.writing());
  }

  private LedgerReader reader(DataSource database) {
    return new NumberedReader(
        new LogReader(reading)::after,
        new StreamReader(reading),
        database,
        this::durable,
        EventCodec.LEDGER);
  }

  @Override
  public Position durable() {
    return indexer.catchUp();
  }

  @Override
  public Optional<String> failure() {
    return indexer.failure();
  }

  @Override
  public void close() {
    bell.close();
    closeConnections();
  }

  private void closeConnections() {
    indexer.close();
    writing.close();
    reading.close();
    tracking.close();
  }
}
