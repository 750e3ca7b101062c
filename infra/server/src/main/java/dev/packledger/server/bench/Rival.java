package dev.packledger.server.bench;

import dev.packledger.server.demo.ApiClient;
import dev.packledger.server.demo.NpmPublishing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Another server that answers with the document of a package, in a process of its own. */
final class Rival implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String DOCUMENT = "document.json";

  private final Process process;
  private final URI server;
  private final String path;

  private Rival(Process process, URI server, String path) {
    this.process = process;
    this.server = server;
    this.path = path;
  }

  /** nginx, serving these bytes from a file. */
  static Rival nginx(Path program, Path folder, byte[] document) throws IOException {
    int port = freePort();
    Path home = Files.createDirectories(folder.resolve("nginx"));
    Files.write(home.resolve(DOCUMENT), document);
    Files.writeString(
        home.resolve("nginx.conf"),
        """
        %4$sdaemon off; pid %1$s/pid; error_log %1$s/error.log; worker_processes auto;
        events { worker_connections 512; }
        http {
          access_log off; etag on; keepalive_requests 100000000; %2$s
          sendfile on; tcp_nopush on; open_file_cache max=10;
          types {} default_type application/vnd.npm.install-v1+json;
          server { listen 127.0.0.1:%3$d; root %1$s; }
        }
        """
            .formatted(home, temporaries(home), port, asUser()));
    return start(
        home, port, "/" + DOCUMENT, program.toString(), "-p", home + "", "-c", "nginx.conf");
  }

  /** nginx, answering whatever is asked with 200 and a few bytes. */
  static Rival answering(Path program, Path folder) throws IOException {
    int port = freePort();
    Path home = Files.createDirectories(folder.resolve("nginx"));
    Files.writeString(
        home.resolve("nginx.conf"),
        """
        %3$sdaemon off; pid %1$s/pid; error_log %1$s/error.log; worker_processes auto;
        events { worker_connections 512; }
        http {
          access_log off; keepalive_requests 100000000; %2$s
          server {
            listen 127.0.0.1:%4$d;
            location / { default_type application/json; return 200 '{"decision":true}'; }
          }
        }
        """
            .formatted(home, temporaries(home), asUser(), port));
    return start(home, port, "/", program.toString(), "-p", home + "", "-c", "nginx.conf");
  }

  /** Its workers would become somebody who may not read the folder. */
  private static String asUser() {
    return System.getProperty("user.name").equals("root") ? "user root; " : "";
  }

  private static String temporaries(Path home) {
    return List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
        .map(kind -> kind + "_temp_path " + home + "/" + kind + ";")
        .reduce("", String::concat);
  }

  /** A program's arguments, listening on two ports: one for HTTP, and one besides. */
  @FunctionalInterface
  interface Arguments {
    List<String> on(int http, int other);
  }

  /** A program that needs no files of ours. */
  static Rival of(Path program, Path home, Arguments arguments) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments.on(port, freePort()));
    return start(Files.createDirectories(home), port, "/", command.toArray(String[]::new));
  }

  /** Verdaccio, with a package of as many releases as Packledger's, published into it. */
  static Rival verdaccio(Path program, Path folder, int releases) throws IOException {
    int port = freePort();
    Path home = Files.createDirectories(folder.resolve("verdaccio"));
    Files.writeString(
        home.resolve("config.yaml"),
        """
        storage: %1$s/storage
        auth: {htpasswd: {file: %1$s/htpasswd}}
        packages: {"**": {access: $all, publish: $anonymous}}
        log: {type: stdout, level: fatal}
        """
            .formatted(home));
    Rival rival =
        start(
            home,
            port,
            "/" + Market.PACKAGE.replace("/", "%2f"),
            program.toString(),
            "--config",
            home.resolve("config.yaml").toString(),
            "--listen",
            "127.0.0.1:" + port);
    try (ApiClient publisher = ApiClient.of(rival.server, "")) {
      for (int i = 0; i < releases; i++) {
        NpmPublishing.publish(publisher, "/", Market.PACKAGE, "1." + i + ".0", "latest", Map.of());
      }
      return rival;
    } catch (RuntimeException failed) {
      rival.close();
      throw failed;
    }
  }

  private static Rival start(Path home, int port, String path, String... command)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output.log").toFile())
            .start();
    Rival rival = new Rival(process, URI.create("http://127.0.0.1:" + port), path);
    for (long waited = 0; waited < START_MAX.toMillis(); waited += LOOK_AGAIN.toMillis()) {
      if (!process.isAlive()) {
        break;
      }
      try (Connection open = Connection.to(rival.server)) {
        return rival;
      } catch (IOException notYet) {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
    rival.close();
    throw new IOException(command[0] + ": " + Files.readString(home.resolve("output.log")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI server() {
    return server;
  }

  String path() {
    return path;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
