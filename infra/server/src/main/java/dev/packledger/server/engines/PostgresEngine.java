package dev.packledger.server.engines;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.LedgerStorageEngine;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.postgres.PostgresEventStorageEngine;
import dev.packledger.ledger.postgres.PostgresLedgerReader;
import dev.packledger.server.ledger.LedgerEngine;
import dev.packledger.server.ledger.LedgerEventStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** The ledger in the server's own PostgreSQL. */
final class PostgresEngine implements LedgerEngine {
  private final PostgresEventStorageEngine storage;
  private final LedgerReader reader;
  private final LedgerReader follower;
  private final Supplier<Position> known;

  /**
   * @param known the greatest position that this process knows to be readable
   */
  PostgresEngine(
      Databases databases,
      LedgerSerializer serializer,
      StoredGroups listener,
      Supplier<Position> known) {
    this.storage =
        PostgresEventStorageEngine.builder()
            .eventSerializer(serializer)
            .snapshotSerializer(Jackson3Serializer.builder().build())
            .writerDataSource(databases.unpooled())
            .readerDataSource(databases.writing())
            .onStored(listener)
            .build();
    this.reader = new PostgresLedgerReader(databases.reading(), EventCodec.LEDGER);
    this.follower = new PostgresLedgerReader(databases.writing(), EventCodec.LEDGER);
    this.known = known;
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
    return reader;
  }

  @Override
  public LedgerReader follower() {
    return follower;
  }

  @Override
  public Position durable() {
    return known.get();
  }

  /** Without this database nothing else runs either, and the lease says so. */
  @Override
  public Optional<String> failure() {
    return Optional.empty();
  }

  @Override
  public void close() {
    storage.close();
  }
}
