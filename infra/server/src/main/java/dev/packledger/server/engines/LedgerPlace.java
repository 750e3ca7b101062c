package dev.packledger.server.engines;

/** Which engine keeps the ledger, and where. Everything else is in PostgreSQL with either. */
public sealed interface LedgerPlace {
  /** In the same PostgreSQL as everything else: the usual. */
  LedgerPlace POSTGRESQL = new Postgresql();

  /** The engine's name on the command line. Stable. */
  String engine();

  /** In the same PostgreSQL as everything else. */
  record Postgresql() implements LedgerPlace {
    /** Stable. */
    public static final String NAME = "postgresql";

    @Override
    public String engine() {
      return NAME;
    }
  }

  /**
   * In EventStoreDB or KurrentDB.
   *
   * @param url the connection string of their clients; may hold a password, and so is never told
   */
  record EventStoreDb(String url) implements LedgerPlace {
    /** Stable. */
    public static final String NAME = "eventstoredb";

    /**
     * Asks nobody yet.
     *
     * @throws IllegalArgumentException where it is no connection string; it is not quoted
     */
    public EventStoreDb {
      EventStoreTimes.check(url);
    }

    @Override
    public String engine() {
      return NAME;
    }

    @Override
    public String toString() {
      return NAME;
    }
  }
}
