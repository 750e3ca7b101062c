package dev.packledger.ledger.postgres;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same suite on the PostgreSQL of a container, as it is shipped, where there is an engine. */
class AxonContractOnContainerTest extends AxonContractTest {
  private static final String IMAGE = "postgres:17-alpine";

  private static @Nullable PostgreSQLContainer container;
  private static @Nullable LedgerServer server;

  @AfterAll
  static void stop() {
    if (container != null) {
      container.stop();
    }
  }

  /** Aborts each test, so that each is counted as skipped and says why. */
  @Override
  LedgerServer server() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine: not run on a container; the same suite runs on embedded PostgreSQL");
    LedgerServer running = server == null ? start() : server;
    server = running;
    return running;
  }

  private static LedgerServer start() {
    PostgreSQLContainer started = new PostgreSQLContainer(IMAGE);
    container = started;
    started.start();
    return new LedgerServer(started.getJdbcUrl(), started.getUsername(), started.getPassword())
        .prepared();
  }
}
