package dev.packledger.server.bench;

import dev.packledger.ledger.postgres.DurabilityCheck;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of a bench's own, durable as any, with the tables of ledger and projections. */
record BenchDatabase(EmbeddedPostgres server, PGSimpleDataSource source) implements AutoCloseable {
  static BenchDatabase open(Path folder) throws SQLException {
    EmbeddedPostgres server = EmbeddedPostgres.start(folder);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(server.jdbcUrl());
    source.setUser(server.user());
    source.setPassword(server.password());
    Flyway.configure()
        .dataSource(source)
        .loggers("slf4j")
        .locations(
            "classpath:db/migration/ledger",
            "classpath:db/migration/numbering",
            "classpath:db/migration/projections")
        .load()
        .migrate();
    DurabilityCheck.verify(source);
    return new BenchDatabase(server, source);
  }

  void execute(String sql) throws SQLException {
    try (var connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
