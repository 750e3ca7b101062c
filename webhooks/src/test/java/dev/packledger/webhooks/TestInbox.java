package dev.packledger.webhooks;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests: one server a JVM, one fresh database a call, copied from one to
 * which all migrations were applied. The server runs without durable writes; nothing here may be
 * used to measure.
 */
public final class TestInbox {
  private static final int CONNECTIONS_MAX = 20;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestInbox() {}

  /** A new database whose inbox is empty. */
  public static HikariDataSource create() {
    String name = "inbox" + NUMBER.incrementAndGet();
    execute("create database " + name + " template " + Server.TEMPLATE);
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(Server.RUNNING.getDatabase("postgres", name));
    pool.setMaximumPoolSize(CONNECTIONS_MAX);
    pool.setMinimumIdle(1);
    return pool;
  }

  private static void execute(String sql) {
    try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot " + sql, failure);
    }
  }

  /** Started with the first use, stopped with the JVM by the library's own hook. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();
    static final String TEMPLATE = migrated();

    private static String migrated() {
      try (var connection = RUNNING.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database migrated");
      } catch (SQLException failure) {
        throw new IllegalStateException("cannot create the template", failure);
      }
      Flyway.configure()
          .dataSource(RUNNING.getDatabase("postgres", "migrated"))
          .locations("classpath:db/migration/webhooks")
          .load()
          .migrate();
      return "migrated";
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException failure) {
        throw new IllegalStateException("cannot start the test PostgreSQL", failure);
      }
    }
  }
}
