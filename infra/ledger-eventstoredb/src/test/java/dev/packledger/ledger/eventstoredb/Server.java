package dev.packledger.ledger.eventstoredb;

import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the server of tests comes from: the double, a container, or an address in the environment.
 *
 * @param connectionString may hold a password
 */
record Server(String connectionString) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** The double: started with the first use, ended with the JVM. */
  static Server ofDouble() {
    return new Server(Double.SERVER.connectionString());
  }

  /** An empty ledger of its own: what a server holds cannot be emptied. */
  EventStoreSettings emptyLedger() {
    return new EventStoreSettings(
        connectionString,
        new StreamNames(
            "test_"
                + ProcessHandle.current().pid()
                + "_"
                + System.nanoTime()
                + "_"
                + COUNT.incrementAndGet()),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30));
  }

  private static final class Double {
    private static final ServerDouble SERVER =
        ServerDouble.start(InstantSource.fixed(Envelopes.FIRST));
  }
}
