package dev.packledger.identity;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL for these tests: one server a JVM, the schema {@code identity} in it. */
public final class IdentityDatabase {
  private IdentityDatabase() {}

  /** The one database, with empty tables. */
  public static DataSource empty() {
    Flyway flyway =
        Flyway.configure()
            .dataSource(Server.RUNNING.getPostgresDatabase())
            .locations("classpath:db/migration/identity")
            .schemas("identity")
            .cleanDisabled(false)
            .load();
    flyway.clean();
    flyway.migrate();
    return Server.RUNNING.getPostgresDatabase();
  }

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
