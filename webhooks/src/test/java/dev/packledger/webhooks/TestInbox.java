package dev.packledger.webhooks;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests: one server and one migrated database a JVM, emptied for every test;
 * tests of this module run one after the other. The server runs without durable writes; nothing
 * here may be used to measure.
 */
public final class TestInbox {
  private static final int CONNECTIONS_MAX = 20;

  private TestInbox() {}

  /** The database with an empty inbox. */
  public static DataSource empty() {
    try (var connection = Server.POOL.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          truncate webhooks.inbox, webhooks.account_secrets, webhooks.accounts restart identity
          """);
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot empty the test database", failure);
    }
    return Server.POOL;
  }

  /** Started with the first use, stopped with the JVM by the library's own hook. */
  private static final class Server {
    static final HikariDataSource POOL = start();

    private static HikariDataSource start() {
      HikariDataSource pool = new HikariDataSource();
      try {
        pool.setDataSource(EmbeddedPostgres.builder().start().getPostgresDatabase());
      } catch (IOException failure) {
        throw new IllegalStateException("cannot start the test PostgreSQL", failure);
      }
      pool.setMaximumPoolSize(CONNECTIONS_MAX);
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:db/migration/webhooks")
          .load()
          .migrate();
      return pool;
    }
  }
}
