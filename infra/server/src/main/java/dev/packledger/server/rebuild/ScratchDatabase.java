package dev.packledger.server.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty database beside the live one, on the same server, with the projections' tables. */
final class ScratchDatabase implements AutoCloseable {
  private final PGSimpleDataSource live;
  private final String name;

  private ScratchDatabase(PGSimpleDataSource live, String name) {
    this.live = live;
    this.name = name;
  }

  /**
   * @param live an account that may create databases
   */
  static ScratchDatabase beside(PGSimpleDataSource live) throws SQLException {
    String name = "packledger_rebuild_" + UUID.randomUUID().toString().replace("-", "");
    ScratchDatabase scratch = new ScratchDatabase(live, name);
    scratch.execute("CREATE DATABASE " + name + " TEMPLATE template0");
    try {
      Flyway.configure()
          .dataSource(scratch.dataSource())
          .loggers("slf4j")
          .locations("classpath:db/migration/projections")
          .load()
          .migrate();
      return scratch;
    } catch (RuntimeException failed) {
      scratch.close();
      throw failed;
    }
  }

  PGSimpleDataSource dataSource() {
    PGSimpleDataSource scratch = new PGSimpleDataSource();
    scratch.setURL(live.getURL());
    scratch.setUser(live.getUser());
    scratch.setPassword(live.getPassword());
    scratch.setDatabaseName(name);
    return scratch;
  }

  private void execute(String sql) throws SQLException {
    DataSource database = live;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }
}
