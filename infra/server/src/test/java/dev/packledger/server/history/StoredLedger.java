package dev.packledger.server.history;

import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.DirectoryTables;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.projections.registryindex.RegistryIndexTables;
import dev.packledger.server.engines.LedgerEngines;
import dev.packledger.server.following.AppliedPositions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A ledger in a real PostgreSQL, filled with events that are recorded already, and the tables that
 * find its streams. A database of its own on the one server of the JVM.
 */
final class StoredLedger implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final SingleConnectionDataSource database;
  private final JdbcClient jdbc;
  private final DirectoryTables directory;
  private final RegistryIndexTables index;

  StoredLedger() {
    PGSimpleDataSource fresh = fresh();
    try {
      database = new SingleConnectionDataSource(fresh.getConnection(), true);
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot connect to the test database", failure);
    }
    jdbc = JdbcClient.create(database);
    jdbc.sql("SET synchronous_commit TO off").update();
    directory = new DirectoryTables(jdbc);
    index = new RegistryIndexTables(jdbc);
  }

  /** Stores the next event, which knows its position, and applies it to the tables. */
  void append(Recorded<Event> recorded) {
    byte[] envelope =
        EventCodec.LEDGER
            .envelope(recorded.stream(), recorded.sequence(), recorded.event(), recorded.metadata())
            .encode();
    jdbc.sql("INSERT INTO ledger.events VALUES (?, ?, ?, ?, ?)")
        .param(recorded.position().value())
        .param(recorded.stream())
        .param(recorded.sequence())
        .param(ChronoUnit.MICROS.between(Instant.EPOCH, recorded.metadata().recordedAt()))
        .param(envelope)
        .update();
    directory.apply(recorded);
    index.apply(recorded);
  }

  LedgerReader reader() {
    return LedgerEngines.postgres(database);
  }

  StreamFinder finder() {
    return new StreamFinder(
        new DirectoryQueries(jdbc), new RegistryIndexQueries(jdbc), new AppliedPositions());
  }

  Moments moments(InstantSource clock) {
    return new Moments(reader(), clock);
  }

  @Override
  public void close() {
    database.destroy();
  }

  private static PGSimpleDataSource fresh() {
    String name = "test" + NUMBER.incrementAndGet();
    Server.create(name, Server.MIGRATED);
    return Server.database(name);
  }

  /** Started with the first use, stopped with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();
    static final String MIGRATED = migrated();

    static PGSimpleDataSource database(String name) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setURL(RUNNING.jdbcUrl());
      database.setUser(RUNNING.user());
      database.setPassword(RUNNING.password());
      database.setDatabaseName(name);
      return database;
    }

    /** A database with all tables, which the others are copies of. */
    private static String migrated() {
      create("migrated", "template0");
      Flyway.configure()
          .dataSource(database("migrated"))
          .locations("classpath:db/migration/ledger", "classpath:db/migration/projections")
          .load()
          .migrate();
      return "migrated";
    }

    static void create(String name, String template) {
      try (var connection = database("postgres").getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
      } catch (SQLException failure) {
        throw new IllegalStateException("cannot create the test database " + name, failure);
      }
    }

    private static EmbeddedPostgres start() {
      try {
        Path data = Files.createTempDirectory("packledger-history-");
        EmbeddedPostgres server = EmbeddedPostgres.start(data);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-postgres"));
        return server;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
