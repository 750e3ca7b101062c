package dev.packledger.ledger.eventstoredb.numbering;

import dev.packledger.ledger.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty numbering in a database of its own. */
record NumberDatabase(PGSimpleDataSource source) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  static NumberDatabase create() throws SQLException {
    String name = "numbering" + COUNT.incrementAndGet();
    execute(Server.source("postgres"), "create database " + name);
    NumberDatabase database = new NumberDatabase(Server.source(name));
    Flyway.configure()
        .dataSource(database.source)
        .locations("classpath:db/migration/numbering")
        .load()
        .migrate();
    return database;
  }

  /** As an operator may: nothing is lost by it. */
  void drop() throws SQLException {
    execute(
        source,
        "truncate numbering.events; update numbering.head set position = 0, scanned = null");
  }

  private static void execute(PGSimpleDataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Everything that was numbered, as text. */
  String dump() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select string_agg(e::text, E'\\n' order by position) from numbering.events e
                """)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Started with the first use, stopped with the JVM. */
  private static final class Server {
    private static final EmbeddedPostgres RUNNING = start();

    static PGSimpleDataSource source(String name) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setURL(RUNNING.jdbcUrl());
      source.setUser(RUNNING.user());
      source.setPassword(RUNNING.password());
      source.setDatabaseName(name);
      return source;
    }

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.start(Files.createTempDirectory("packledger-numbering-"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-postgres"));
        return server;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
