package dev.packledger.ledger.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** An empty ledger in a database of its own, on a server that tests share. */
final class LedgerDatabase implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final LedgerServer server;
  private final String name;

  private LedgerDatabase(LedgerServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** On the embedded server. */
  static LedgerDatabase create() throws SQLException {
    return create(LedgerServer.embedded());
  }

  static LedgerDatabase create(LedgerServer server) throws SQLException {
    String name = "ledger" + COUNT.incrementAndGet();
    server.administer("create database " + name + " template " + LedgerServer.TEMPLATE);
    return new LedgerDatabase(server, name);
  }

  PGSimpleDataSource source() {
    return server.source(name);
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
    server.administer("drop database " + name + " with (force)");
  }
}
