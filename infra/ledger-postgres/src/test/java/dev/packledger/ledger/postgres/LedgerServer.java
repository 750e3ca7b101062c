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
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the PostgreSQL of tests comes from: embedded, or out of a container.
 *
 * @param jdbcUrl of any of its databases
 */
record LedgerServer(String jdbcUrl, String user, String password) {
  /** A database with an empty ledger, to make others from. */
  static final String TEMPLATE = "template_ledger";

  /** The embedded one: started with the first use, stopped with the JVM. */
  static LedgerServer embedded() {
    return Embedded.SERVER;
  }

  PGSimpleDataSource source(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl);
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  void administer(String sql) throws SQLException {
    try (Connection connection = source("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes the template; before the first database. */
  LedgerServer prepared() {
    try {
      administer("create database " + TEMPLATE);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    migrate(source(TEMPLATE));
    return this;
  }

  static void migrate(PGSimpleDataSource source) {
    Flyway.configure()
        .dataSource(source)
        .loggers("slf4j")
        .locations("classpath:db/migration/ledger")
        .load()
        .migrate();
  }

  private static final class Embedded {
    private static final LedgerServer SERVER = start();

    private static LedgerServer start() {
      try {
        Path data = Files.createTempDirectory("packledger-test-");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, data)));
        return new LedgerServer(postgres.jdbcUrl(), postgres.user(), postgres.password())
            .prepared();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
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
