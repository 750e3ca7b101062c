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
   * @param category what the names of our streams begin with there; one for each deployment
   */
  record EventStoreDb(String url, String category) implements LedgerPlace {
    /** Stable. */
    public static final String NAME = "eventstoredb";

    /** That of a deployment that shares its server with no other. */
    public static final String CATEGORY = "packledger";

    /**
     * Asks nobody yet.
     *
     * @throws IllegalArgumentException where the one is no connection string, or the other no
     *     category; the former is not quoted
     */
    public EventStoreDb {
      EventStoreTimes.check(url, category);
    }

    /** With the usual category. */
    public EventStoreDb(String url) {
      this(url, CATEGORY);
    }

    @Override
    public String engine() {
      return NAME;
    }

    @Override
    public String toString() {
      return NAME + ":" + category;
    }
  }
}
