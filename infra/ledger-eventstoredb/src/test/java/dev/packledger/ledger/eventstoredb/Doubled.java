package dev.packledger.ledger.eventstoredb;

import dev.packledger.ledger.eventstoredb.serverdouble.DoubleSettings;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import java.time.Duration;
import java.time.InstantSource;

/** A double of its own, and a ledger on it whose patience a test can wait for. */
final class Doubled implements AutoCloseable {
  static final DoubleSettings QUICK =
      new DoubleSettings("24.10.0", 1 << 20, Integer.MAX_VALUE, Duration.ofMillis(300));

  final ServerDouble server;
  final Ledger ledger;

  private Doubled(ServerDouble server, String more, Duration call, Duration patience) {
    this.server = server;
    this.ledger = Ledger.on(settings(server.connectionString() + more, call, patience));
  }

  static ServerDouble server(int nodes) {
    return ServerDouble.start(InstantSource.fixed(Envelopes.FIRST), QUICK, nodes);
  }

  static EventStoreSettings settings(String connectionString, Duration call, Duration patience) {
    return new EventStoreSettings(connectionString, EventStoreSettings.USUAL_NAMES, call, patience);
  }

  /** Waits long enough for anything that passes. */
  static Doubled start(int nodes) {
    return start(nodes, "");
  }

  /** Gives up soon. */
  static Doubled impatient(int nodes) {
    return new Doubled(server(nodes), "", Duration.ofMillis(200), Duration.ofMillis(1500));
  }

  /** With more words in the connection string. */
  static Doubled start(int nodes, String more) {
    return new Doubled(server(nodes), more, Duration.ofMillis(300), Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    ledger.close();
    server.close();
  }
}
