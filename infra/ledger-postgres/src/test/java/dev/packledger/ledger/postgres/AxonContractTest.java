package dev.packledger.ledger.postgres;

import dev.packledger.ledger.TextSerializer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Axon's own suite for event storage engines; none of its tests is overridden. */
class AxonContractTest
    extends BatchingEventStorageEngineTest<
        PostgresEventStorageEngine, PostgresEventStorageEngine.Builder> {
  private LedgerDatabase database;
  private final List<PostgresEventStorageEngine> engines = new ArrayList<>();

  @BeforeEach
  void open() throws SQLException {
    database = LedgerDatabase.create(server());
    setTestSubject(createEngine());
  }

  @AfterEach
  void close() throws SQLException {
    engines.forEach(PostgresEventStorageEngine::close);
    if (database != null) {
      database.close();
    }
  }

  /** Where PostgreSQL comes from. */
  LedgerServer server() {
    return LedgerServer.embedded();
  }

  @Override
  protected PostgresEventStorageEngine createEngine(
      UnaryOperator<PostgresEventStorageEngine.Builder> customization) {
    PostgresEventStorageEngine.Builder builder =
        PostgresEventStorageEngine.builder()
            .eventSerializer(new TextSerializer())
            .snapshotSerializer(Jackson3Serializer.builder().build())
            .writerDataSource(database.source())
            .readerDataSource(database.source());
    PostgresEventStorageEngine engine = customization.apply(builder).build();
    engines.add(engine);
    return engine;
  }
}
