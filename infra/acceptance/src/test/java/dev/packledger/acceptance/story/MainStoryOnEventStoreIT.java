package dev.packledger.acceptance.story;

import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The same story, word for word, with the ledger in EventStoreDB: a double of it on loopback. */
class MainStoryOnEventStoreIT extends MainStoryIT {
  private @Nullable ServerDouble esdb;

  @Override
  String[] engine() {
    ServerDouble running = esdb;
    if (running == null) {
      running = ServerDouble.start(RealTime.CLOCK);
      esdb = running;
    }
    return new String[] {
      "--ledger", "eventstoredb", "--eventstoredb-url", running.connectionString()
    };
  }

  @Override
  @AfterAll
  void close() {
    super.close();
    if (esdb != null) {
      esdb.close();
    }
  }
}
