package dev.packledger.ledger.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty ledger in a database of its own, on a server that all tests of a JVM share. */
final class LedgerDatabase implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name;

  private LedgerDatabase(String name) {
    this.name = name;
  }

  static LedgerDatabase create() throws SQLException {
    String name = "ledger" + COUNT.incrementAndGet();
    administer("create database " + name + " template template_ledger");
    return new LedgerDatabase(name);
  }

  PGSimpleDataSource source() {
    return Server.source(name);
  }

  /** A source that connects through another port, where something stands in between. */
  PGSimpleDataSource source(int port) {
    PGSimpleDataSource source = source();
    source.setPortNumbers(new int[] {port});
    return source;
  }

  int port() {
    return source().getPortNumbers()[0];
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Ends the sessions of writers, as an operator may. */
  void endWriters() throws SQLException {
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = current_database() and application_name = 'packledger-writer'");
  }

  @Override
  public void close() throws SQLException {
    administer("drop database " + name + " with (force)");
  }

  static void migrate(PGSimpleDataSource source) {
    Flyway.configure()
        .dataSource(source)
        .loggers("slf4j")
        .locations("classpath:db/migration/ledger")
        .load()
        .migrate();
  }

  private static void administer(String sql) throws SQLException {
    try (Connection connection = Server.source("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Started with the first database, stopped with the JVM. */
  private static final class Server {
    private static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        Path data = Files.createTempDirectory("packledger-test-");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, data)));
        PGSimpleDataSource template = sourceOf(postgres, "template_ledger");
        try (Connection connection = sourceOf(postgres, "postgres").getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("create database template_ledger");
        }
        migrate(template);
        return postgres;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }

    static PGSimpleDataSource source(String database) {
      return sourceOf(POSTGRES, database);
    }

    private static PGSimpleDataSource sourceOf(EmbeddedPostgres postgres, String database) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setURL(postgres.jdbcUrl());
      source.setDatabaseName(database);
      source.setUser(postgres.user());
      source.setPassword(postgres.password());
      return source;
    }

    private static void stop(EmbeddedPostgres postgres, Path data) {
      postgres.close();
      try (Stream<Path> files = Files.walk(data)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
