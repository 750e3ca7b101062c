package dev.packledger.server.engines;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Which engine keeps the ledger that a database's projections follow. */
public final class FollowedLedger {
  private final JdbcClient jdbc;

  /**
   * @param jdbc of the server's PostgreSQL, with its tables
   */
  public FollowedLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The projections follow another ledger. */
  public static final class Other extends RuntimeException {
    /** Stable. */
    public static final String CODE = "ledger.other";

    private static final long serialVersionUID = 1L;

    Other(String followed, String wanted) {
      super(
          ("The data of this server follows the ledger in %s, not in %s. Start it with --ledger %s,"
                  + " or move the ledger with copy-ledger.")
              .formatted(followed, wanted, followed));
    }
  }

  /**
   * Makes sure of the engine; the first one is taken.
   *
   * @throws Other where it is another one
   */
  public void claim(LedgerPlace place) {
    jdbc.sql(
            """
            insert into operations.ledger_engine (engine) values (:engine)
            on conflict (single) do nothing
            """)
        .param("engine", place.engine())
        .update();
    String followed =
        jdbc.sql("select engine from operations.ledger_engine").query(String.class).single();
    if (!followed.equals(place.engine())) {
      throw new Other(followed, place.engine());
    }
  }

  /**
   * From now on the projections follow another engine's copy of the same ledger. They keep what
   * they have, as the copy has the same events at the same positions, and read it from its
   * beginning once: the tokens are gone.
   */
  public void follow(LedgerPlace place) {
    jdbc.sql(
            """
            with moved as (
              insert into operations.ledger_engine (engine) values (:engine)
              on conflict (single) do update set engine = excluded.engine returning 1)
            delete from operations.projection_tokens where exists (select from moved)
            """)
        .param("engine", place.engine())
        .update();
  }
}
