package dev.packledger.ledger.eventstoredb;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The suites on servers out of containers, where there is a Docker engine. */
abstract class ContainerSuites extends OtherServerSuites {
  private static final int PORT = 2113;

  /** Started with the first use; Testcontainers ends them with the JVM. */
  private static final Map<String, Server> STARTED = new HashMap<>();

  private final String image;

  ContainerSuites(String image) {
    this.image = image;
  }

  /** Aborts each test, so that each is counted as skipped and says why. */
  @Override
  Server server() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine: not run on " + image + "; the same suites run on the double");
    synchronized (STARTED) {
      return STARTED.computeIfAbsent(image, ContainerSuites::start);
    }
  }

  @SuppressWarnings("resource") // ended with the JVM
  private static Server start(String image) {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withExposedPorts(PORT)
            .withEnv("EVENTSTORE_INSECURE", "true")
            .withEnv("KURRENTDB_INSECURE", "true")
            .waitingFor(Wait.forHttp("/health/live").forPort(PORT).forStatusCode(204));
    container.start();
    return new Server(
        "esdb://%s:%d?tls=false".formatted(container.getHost(), container.getMappedPort(PORT)));
  }
}
