package dev.packledger.ledger.postgres;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.ledger.StoredGroups;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Engines with limits that a test can wait for. */
final class Engines {
  static final WriterLimits QUICK =
      new WriterLimits(
          4096,
          8 << 20,
          10_000,
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60));

  private Engines() {}

  static PostgresEventStorageEngine quick(DataSource writer, DataSource reader) {
    return quick(writer, reader, StoredGroups.UNHEARD);
  }

  static PostgresEventStorageEngine quick(
      DataSource writer, DataSource reader, StoredGroups listener) {
    return PostgresEventStorageEngine.builder()
        .eventSerializer(new LedgerSerializer(EventCodec.LEDGER))
        .snapshotSerializer(Jackson3Serializer.builder().build())
        .writerDataSource(writer)
        .readerDataSource(reader)
        .limits(QUICK)
        .onStored(listener)
        .build();
  }
}
