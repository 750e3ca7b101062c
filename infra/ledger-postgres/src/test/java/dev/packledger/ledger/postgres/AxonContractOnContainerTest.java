package dev.packledger.ledger.postgres;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same suite on the PostgreSQL of a container, as it is shipped, where there is an engine. */
class AxonContractOnContainerTest extends AxonContractTest {
  private static final String IMAGE = "postgres:17-alpine";

  private static @Nullable PostgreSQLContainer container;
  private static @Nullable LedgerServer server;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine: not run on a container; the same suite runs on embedded PostgreSQL");
    PostgreSQLContainer started = new PostgreSQLContainer(IMAGE);
    container = started;
    started.start();
    server =
        new LedgerServer(started.getJdbcUrl(), started.getUsername(), started.getPassword())
            .prepared();
  }

  @AfterAll
  static void stop() {
    if (container != null) {
      container.stop();
    }
  }

  @Override
  LedgerServer server() {
    return Objects.requireNonNull(server);
  }
}
