package dev.packledger.ledger.postgres.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.jdbc.ConnectionWrapperFactory.ConnectionCloseHandler;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;

/** Axon's own JDBC engine over a pool of connections. */
final class AxonJdbc implements Subject {
  private static final int CONNECTIONS_MAX = 32;

  private final HikariDataSource pool;
  private final JdbcEventStorageEngine engine;
  private final InstantSource clock;

  private AxonJdbc(
      HikariDataSource pool,
      ConnectionProvider connections,
      TransactionManager transactions,
      InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
    this.engine =
        JdbcEventStorageEngine.builder()
            .eventSerializer(SampleEvents.serializer())
            .snapshotSerializer(SampleEvents.serializer())
            .connectionProvider(connections)
            .transactionManager(transactions)
            .build();
  }

  /** As an application sets it up: each append in a transaction, of a connection that it holds. */
  static AxonJdbc inTransactions(DataSource database, int producers, InstantSource clock) {
    HikariDataSource pool = pool(database, producers, false);
    HeldConnections held = new HeldConnections(pool);
    return new AxonJdbc(pool, held, held, clock);
  }

  /** As fast as it goes: each append is a statement that commits itself. */
  static AxonJdbc committingItself(DataSource database, int producers, InstantSource clock) {
    HikariDataSource pool = pool(database, producers, true);
    return new AxonJdbc(pool, pool::getConnection, NoTransactionManager.INSTANCE, clock);
  }

  private static HikariDataSource pool(DataSource database, int producers, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setAutoCommit(autoCommit);
    config.setMaximumPoolSize(Math.min(producers, CONNECTIONS_MAX));
    config.setConnectionTimeout(120_000);
    return new HikariDataSource(config);
  }

  void createTables() {
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
  }

  @Override
  public void append(String stream, long sequence) {
    engine.appendEvents(SampleEvents.message(stream, sequence, clock.instant()));
  }

  @Override
  public void close() {
    pool.close();
  }

  /** The connection of the transaction that the calling thread is in. */
  private static final class HeldConnections implements ConnectionProvider, TransactionManager {
    private static final ConnectionCloseHandler KEPT_OPEN =
        new ConnectionCloseHandler() {
          @Override
          public void close(Connection connection) {}

          @Override
          public void commit(Connection connection) throws SQLException {
            connection.commit();
          }
        };

    private final DataSource pool;
    private final ThreadLocal<Connection> held = new ThreadLocal<>();

    HeldConnections(DataSource pool) {
      this.pool = pool;
    }

    @Override
    public Connection getConnection() {
      return ConnectionWrapperFactory.wrap(held.get(), KEPT_OPEN);
    }

    @Override
    public Transaction startTransaction() {
      try {
        Connection connection = pool.getConnection();
        held.set(connection);
        return new Held(connection);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  private record Held(Connection connection) implements Transaction {
    @Override
    public void commit() {
      try (connection) {
        connection.commit();
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public void rollback() {
      try (connection) {
        connection.rollback();
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }
}
