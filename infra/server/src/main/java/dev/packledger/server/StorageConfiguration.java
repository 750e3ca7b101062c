package dev.packledger.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.packledger.identity.ClaimLinks;
import dev.packledger.identity.DenialReferences;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.identity.InstanceKeys;
import dev.packledger.identity.InstanceSecrets;
import dev.packledger.identity.OperatorKey;
import dev.packledger.identity.PersonKeys;
import dev.packledger.identity.RepositoryKeys;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.OneTimeLinks;
import dev.packledger.identity.signin.Passwords;
import dev.packledger.identity.signin.SecurityLog;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.ledger.postgres.DurabilityCheck;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database, its schemas, and what lies in files beside it. */
@Configuration(proxyBeanMethods = false)
public class StorageConfiguration {
  private static final int CONNECTIONS_MAX = 16;
  private static final int WRITING_CONNECTIONS_MAX = 12;

  /** The database that runs, or that an operator named; closing it stops the embedded one. */
  public static final class Database implements AutoCloseable {
    private final String jdbcUrl;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(String jdbcUrl, @Nullable EmbeddedPostgres embedded) {
      this.jdbcUrl = jdbcUrl;
      this.embedded = embedded;
    }

    /** Starts the embedded database, or takes the one that is named. */
    public static Database of(ServerOptions options) {
      String named = options.databaseUrl();
      if (named != null) {
        return new Database(named, null);
      }
      EmbeddedPostgres embedded = EmbeddedPostgres.start(options.data());
      return new Database(embedded.jdbcUrl(), embedded);
    }

    public String jdbcUrl() {
      return jdbcUrl;
    }

    /** Null where the address carries it. */
    public @Nullable String user() {
      return embedded == null ? null : embedded.user();
    }

    /** Null where the address carries it. */
    public @Nullable String password() {
      return embedded == null ? null : embedded.password();
    }

    /** Connections that their taker keeps. */
    public PGSimpleDataSource unpooled() {
      PGSimpleDataSource dataSource = new PGSimpleDataSource();
      dataSource.setUrl(jdbcUrl);
      if (embedded != null) {
        dataSource.setUser(embedded.user());
        dataSource.setPassword(embedded.password());
      }
      return dataSource;
    }

    @Override
    public void close() {
      if (embedded != null) {
        embedded.close();
      }
    }
  }

  @Bean(destroyMethod = "close")
  Database database(ServerOptions options) {
    return Database.of(options);
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(Database database) throws SQLException {
    HikariDataSource dataSource = pool(database, "packledger", CONNECTIONS_MAX);
    DurabilityCheck.verify(dataSource);
    return dataSource;
  }

  private static HikariDataSource pool(Database database, String name, int connectionsMax) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(connectionsMax);
    pool.setPoolName(name);
    return new HikariDataSource(pool);
  }

  /**
   * The connections of what must not wait behind readers: streams that commands are decided on, the
   * access memory, leases and receipts. A node whose lease waited for a reader would stop deciding.
   */
  public record WritingConnections(HikariDataSource dataSource) implements AutoCloseable {
    @Override
    public void close() {
      dataSource.close();
    }
  }

  @Bean(destroyMethod = "close")
  WritingConnections writingConnections(Database database) {
    return new WritingConnections(pool(database, "packledger-writing", WRITING_CONNECTIONS_MAX));
  }

  @Bean
  Flyway flyway(DataSource dataSource) {
    Flyway flyway = migrations(dataSource);
    flyway.migrate();
    return flyway;
  }

  /**
   * Every module's tables; the history of all of them is one. Each module has a range of versions
   * of its own, so that a later migration of one stands before an earlier one of another.
   */
  public static Flyway migrations(DataSource dataSource) {
    return Flyway.configure()
        .dataSource(dataSource)
        .outOfOrder(true)
        .locations("classpath:db/migration")
        .schemas("operations")
        .table("schema_history")
        .load();
  }

  @Bean
  InstanceKeys instanceKeys(ServerOptions options, Database first) {
    return InstanceKeys.open(options.data());
  }

  @Bean
  InstanceSecrets instanceSecrets(InstanceKeys keys) {
    return new InstanceSecrets(keys);
  }

  @Bean
  OperatorKey operatorKey(ServerOptions options, Database first) {
    return OperatorKey.open(options.data());
  }

  @Bean
  PersonKeys personKeys(JdbcClient jdbc, InstanceKeys keys) {
    return new PersonKeys(jdbc, keys);
  }

  @Bean
  RepositoryKeys repositoryKeys(JdbcClient jdbc, InstanceKeys keys) {
    return new RepositoryKeys(jdbc, keys);
  }

  @Bean
  ClaimLinks claimLinks(InstanceKeys keys) {
    return new ClaimLinks(keys);
  }

  @Bean
  DenialReferences denialReferences(InstanceKeys keys) {
    return new DenialReferences(keys);
  }

  @Bean
  GuessLimiter guessLimiter(InstantSource clock) {
    return new GuessLimiter(clock, GuessLimiter.Limits.DEFAULT);
  }

  @Bean
  Passwords passwords() {
    return new Passwords();
  }

  @Bean
  Accounts signInAccounts(JdbcClient jdbc, Passwords passwords, InstanceSecrets secrets) {
    return new Accounts(jdbc, passwords, secrets);
  }

  @Bean
  Sessions sessions(JdbcClient jdbc) {
    return new Sessions(jdbc);
  }

  @Bean
  OneTimeLinks oneTimeLinks(JdbcClient jdbc) {
    return new OneTimeLinks(jdbc);
  }

  @Bean
  SecurityLog securityLog(JdbcClient jdbc) {
    return new SecurityLog(jdbc);
  }

  @Bean
  JdbcClient jdbcClient(DataSource dataSource, Flyway migrated) {
    return JdbcClient.create(dataSource);
  }
}
