package dev.packledger.ledger.postgres.bench;

import dev.packledger.ledger.postgres.PostgresEventStorageEngine;
import java.time.InstantSource;
import javax.sql.DataSource;

/** The ledger's engine. */
final class Ours implements Subject {
  private final PostgresEventStorageEngine engine;
  private final InstantSource clock;

  Ours(DataSource database, InstantSource clock) {
    this.clock = clock;
    this.engine =
        PostgresEventStorageEngine.builder()
            .eventSerializer(SampleEvents.serializer())
            .snapshotSerializer(SampleEvents.serializer())
            .writerDataSource(database)
            .readerDataSource(database)
            .build();
  }

  @Override
  public void append(String stream, long sequence) {
    engine.appendEvents(SampleEvents.message(stream, sequence, clock.instant()));
  }

  @Override
  public void close() {
    engine.close();
  }
}
