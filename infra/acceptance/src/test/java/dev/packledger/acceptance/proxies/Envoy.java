package dev.packledger.acceptance.proxies;

import dev.packledger.acceptance.running.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real Envoy with {@code ext_authz} over HTTP. */
public final class Envoy implements Guard {
  private final Background program;
  private final int port;

  private Envoy(Background program, int port) {
    this.program = program;
    this.port = port;
  }

  /** In front of another registry. */
  public static Envoy beforeRegistry(Path parent, Asking asking, URI registry) {
    int port = ServerProcess.freePort();
    try {
      Path folder = Files.createTempDirectory(parent, "envoy-");
      Path configuration =
          Shipped.write(
              "envoy.yaml",
              folder,
              Map.of(
                  "LISTEN_HOST", "127.0.0.1",
                  "LISTEN_PORT", Integer.toString(port),
                  "PACKLEDGER_HOST", asking.packledger().getHost(),
                  "PACKLEDGER_PORT", Integer.toString(asking.packledger().getPort()),
                  "DECIDE_TOKEN", asking.token(),
                  "ORGANIZATION", asking.organization(),
                  "REGISTRY_HOST", registry.getHost(),
                  "REGISTRY_PORT", Integer.toString(registry.getPort())));
      List<String> command =
          List.of(
              Program.ENVOY.path().toString(),
              "-c",
              configuration.toString(),
              "--use-dynamic-base-id",
              "--concurrency",
              "1");
      return new Envoy(Background.start(folder, port, command), port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public URI registry() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  @Override
  public String logged() {
    return program.output();
  }

  @Override
  public void close() {
    program.close();
  }
}
