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
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Appends by 1, 8, 64 and 512 producers: the ledger's engine, Axon's JDBC engine and bare inserts,
 * the same events on the same durable PostgreSQL, in turns. Prints events per second (the median of
 * the turns) and their ratios.
 *
 * <p>Axon's engine is measured twice: in a transaction of a pooled connection, as applications set
 * it up, and with statements that commit themselves, which is as fast as it goes.
 */
public final class AppendBench {
  private static final int[] PRODUCERS = {1, 8, 64, 512};

  private final InstantSource clock;
  private final Path folder;
  private final Duration turn;
  private final int turns;

  /**
   * @param folder an empty folder, for the data of a server of the bench's own
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
  public void run(Consumer<String> say) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setURL(postgres.jdbcUrl());
      database.setUser(postgres.user());
      database.setPassword(postgres.password());
      createTables(database);
      DurabilityCheck.verify(database);
      say.accept("append, events/s; fsync, synchronous_commit and full_page_writes are on");
      say.accept(
          "producers   ledger     Axon  Axon, committing itself      raw"
              + "  ledger/Axon  /committing itself  /raw");
      for (int producers : PRODUCERS) {
        say.accept(line(database, producers));
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

  private String line(PGSimpleDataSource database, int producers) throws Exception {
    List<Contestant> contestants =
        List.of(
            new Contestant("ledger", () -> new Ours(database, clock), producers),
            new Contestant(
                "axon", () -> AxonJdbc.inTransactions(database, producers, clock), producers),
            new Contestant(
                "committing",
                () -> AxonJdbc.committingItself(database, producers, clock),
                producers),
            new Contestant("raw", () -> new RawInserts(database, producers, clock), 1));
    for (int i = 0; i <= turns; i++) {
      // Each comes first as often as the others; the first turn only warms up.
      List<Contestant> order = new ArrayList<>(contestants);
      Collections.rotate(order, i);
      for (Contestant contestant : order) {
        double figure = contestant.measure(producers + "-" + i, turn);
        if (i > 0) {
          contestant.figures.add(figure);
        }
      }
    }
    double ledger = contestants.get(0).median();
    double axon = contestants.get(1).median();
    double committing = contestants.get(2).median();
    double raw = contestants.get(3).median();
    return String.format(
        Locale.ROOT,
        "%9d %8.0f %8.0f %24.0f %8.0f %11.2fx %18.2fx %4.2fx",
        producers,
        ledger,
        axon,
        committing,
        raw,
        ledger / axon,
        ledger / committing,
        ledger / raw);
  }

  /** One that is measured, with what was measured. */
  private static final class Contestant {
    private final String name;
    private final Callable<Subject> opened;
    private final int producers;
    private final List<Double> figures = new ArrayList<>();

    Contestant(String name, Callable<Subject> opened, int producers) {
      this.name = name;
      this.opened = opened;
      this.producers = producers;
    }

    double measure(String turn, Duration time) throws Exception {
      try (Subject subject = opened.call()) {
        return Measurement.run(subject, name + turn, producers, time);
      }
    }

    double median() {
      List<Double> sorted = new ArrayList<>(figures);
      Collections.sort(sorted);
      return sorted.get(sorted.size() / 2);
    }
  }
}
