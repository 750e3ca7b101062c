package dev.packledger.projections;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests: one server a JVM, one fresh database a call, all migrations applied.
 * The server runs without durable writes; nothing here may be used to measure.
 */
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  /** A new database whose schema {@code projections} is empty. */
  public static DataSource create() {
    EmbeddedPostgres server = Server.RUNNING;
    String name = "test" + NUMBER.incrementAndGet();
    try (var connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot create the test database " + name, failure);
    }
    DataSource database = server.getDatabase("postgres", name);
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/projections")
        .load()
        .migrate();
    return database;
  }

  /** Started with the first use, stopped with the JVM by the library's own hook. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException failure) {
        throw new IllegalStateException("cannot start the test PostgreSQL", failure);
      }
    }
  }
}
