package dev.packledger.ledger.eventstoredb.numbering;

import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.eventstoredb.AxonContractTest;
import dev.packledger.ledger.eventstoredb.EventStoreConnection;
import dev.packledger.ledger.eventstoredb.LogReader;
import dev.packledger.ledger.eventstoredb.Numbering;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Axon's own suite with the numbers where they are kept: in PostgreSQL. */
class AxonContractOnNumbersTest extends AxonContractTest {
  private final List<Indexer> indexers = new ArrayList<>();

  @AfterEach
  void stop() {
    indexers.forEach(Indexer::close);
  }

  @Override
  protected Numbering numbering(EventStoreConnection connection) {
    try {
      Indexer indexer =
          new Indexer(
              new LogReader(connection)::after,
              NumberDatabase.create().source(),
              StoredGroups.UNHEARD,
              Duration.ofDays(1));
      indexers.add(indexer);
      indexer.start();
      return indexer;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
