package dev.packledger.acceptance.proxies;

import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.running.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real Verdaccio: knows nothing of Packledger and lets everyone who reaches it read. */
public final class Verdaccio implements AutoCloseable {
  private static final String SETTINGS =
      """
      storage: ./storage
      auth:
        htpasswd:
          file: ./htpasswd
      web: {enable: false}
      uplinks: {}
      packages:
        '@*/*': {access: $all, publish: $authenticated, unpublish: $authenticated}
      log: {type: stdout, format: pretty, level: http}
      """;

  private final Background program;
  private final int port;

  private Verdaccio(Background program, int port) {
    this.program = program;
    this.port = port;
  }

  /** Starts an empty one. */
  public static Verdaccio start(Path parent) {
    int port = ServerProcess.freePort();
    try {
      Path folder = Files.createTempDirectory(parent, "verdaccio-");
      Path settings = Files.writeString(folder.resolve("config.yaml"), SETTINGS);
      List<String> command =
          List.of(
              Program.VERDACCIO.path().toString(),
              "--config",
              settings.toString(),
              "--listen",
              "127.0.0.1:" + port);
      return new Verdaccio(Background.start(folder, port, command), port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Without a slash at its end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Signs somebody up and returns the token to publish with. */
  public String publisher(String name) {
    Reply signedUp =
        new Api(address(), "")
            .put(
                "/-/user/org.couchdb.user:" + name,
                Map.of("name", name, "password", name + "-" + name))
            .is(201);
    return signedUp.at("/token");
  }

  /** Everything printed so far: one line a request. */
  public String output() {
    return program.output();
  }

  @Override
  public void close() {
    program.close();
  }
}
