package dev.packledger.ledger.postgres.bench;

import dev.packledger.ledger.postgres.DurabilityCheck;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Appends by several numbers of producers: the ledger's engine, Axon's JDBC engine and bare
 * inserts, the same events on the same durable PostgreSQL, and UmaDB where there is one, in turns.
 * Prints events per second (the median of the turns) and how many times that the ledger is.
 *
 * <p>Axon's engine is measured twice: in a transaction of a pooled connection, as applications set
 * it up, and with statements that commit themselves, which is as fast as it goes.
 */
public final class AppendBench {
  private final InstantSource clock;
  private final Path folder;
  private final Duration turn;
  private final int turns;

  /**
   * @param folder an empty folder, for the data of servers of the bench's own
   * @param turn how long each turn measures
   * @param turns how many turns each subject has, odd
   */
  public AppendBench(InstantSource clock, Path folder, Duration turn, int turns) {
    this.clock = clock;
    this.folder = folder;
    this.turn = turn;
    this.turns = turns;
  }

  /** Measures, and says one line per number of producers. */
  public void run(List<Integer> producers, Consumer<String> say) throws Exception {
    Path umadb = UmadbServer.program();
    if (umadb == null) {
      say.accept("no umadb on the path: skipped");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
        UmadbServer rival = umadb == null ? null : UmadbServer.start(umadb, folder)) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setURL(postgres.jdbcUrl());
      database.setUser(postgres.user());
      database.setPassword(postgres.password());
      createTables(database);
      DurabilityCheck.verify(database);
      say.accept("append, events/s; fsync, synchronous_commit and full_page_writes are on");
      for (int count : producers) {
        say.accept(line(contestants(database, rival, count), count));
      }
    }
  }

  private void createTables(PGSimpleDataSource database) throws SQLException {
    Flyway.configure()
        .dataSource(database)
        .loggers("slf4j")
        .locations("classpath:db/migration/ledger")
        .load()
        .migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(RawInserts.TABLES);
    }
    try (AxonJdbc axon = AxonJdbc.committingItself(database, 1, clock)) {
      axon.createTables();
    }
  }

  /** The ledger first. */
  private List<Contestant> contestants(
      PGSimpleDataSource database, @Nullable UmadbServer umadb, int producers) {
    List<Contestant> all = new ArrayList<>();
    all.add(new Contestant("ledger", () -> new Ours(database, clock), producers));
    all.add(
        new Contestant(
            "Axon", () -> AxonJdbc.inTransactions(database, producers, clock), producers));
    all.add(
        new Contestant(
            "Axon, committing itself",
            () -> AxonJdbc.committingItself(database, producers, clock),
            producers));
    all.add(new Contestant("bare inserts", () -> new RawInserts(database, producers, clock), 1));
    if (umadb != null) {
      all.add(new Contestant("UmaDB", () -> new Umadb(umadb.port(), clock), producers));
    }
    return all;
  }

  private String line(List<Contestant> contestants, int producers) throws Exception {
    for (int i = 0; i <= turns; i++) {
      // Each comes first as often as the others; the first turn only warms up.
      List<Contestant> order = new ArrayList<>(contestants);
      Collections.rotate(order, i);
      for (Contestant contestant : order) {
        contestant.measure(producers + "-" + i, turn, i > 0);
      }
    }
    double ledger = contestants.getFirst().median();
    StringBuilder line =
        new StringBuilder(
            String.format(Locale.ROOT, "%3d producers: ledger %.0f", producers, ledger));
    for (Contestant rival : contestants.subList(1, contestants.size())) {
      line.append(
          String.format(
              Locale.ROOT,
              " | %s %.0f, ratio %.2f",
              rival.name(),
              rival.median(),
              ledger / rival.median()));
    }
    return line.toString();
  }
}
