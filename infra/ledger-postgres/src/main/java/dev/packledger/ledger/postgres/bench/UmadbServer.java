package dev.packledger.ledger.postgres.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code umadb} of the path with its own defaults, on a folder and a port of the bench's own. */
final class UmadbServer implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Process process;
  private final int port;

  private UmadbServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program; null where there is none on the path. */
  static @Nullable Path program() {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(":"))
        .map(folder -> Path.of(folder, "umadb"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  static UmadbServer start(Path program, Path folder) throws IOException {
    int port = freePort();
    Path log = folder.resolve("umadb.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--listen",
                "127.0.0.1:" + port,
                "--db-path",
                folder.resolve("uma.db").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    UmadbServer server = new UmadbServer(process, port);
    for (long waited = 0; waited < START_MAX.toMillis(); waited += LOOK_AGAIN.toMillis()) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return server;
      } catch (IOException notYet) {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
    server.close();
    throw new IOException("umadb does not answer: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
