package dev.packledger.server;

import dev.packledger.identity.OperatorKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** The one server of a test JVM: embedded PostgreSQL in a temporary folder, a free port. */
public final class RunningServer {
  private final Path data;
  private final AdjustableClock clock;
  private final ServerProcess process;
  private final String operatorKey;

  private RunningServer(Path data, AdjustableClock clock, ServerProcess process) {
    this.data = data;
    this.clock = clock;
    this.process = process;
    this.operatorKey =
        Objects.requireNonNull(process.part(OperatorKey.class).secretToShow(), "the first start");
  }

  /** Shown once, at the first start. */
  public String operatorKey() {
    return operatorKey;
  }

  /** Started with the first use, stopped and removed with the JVM. */
  public static RunningServer instance() {
    return Holder.SERVER;
  }

  public Path data() {
    return data;
  }

  public AdjustableClock clock() {
    return clock;
  }

  public ServerProcess process() {
    return process;
  }

  /** Without a slash at its end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + process.port());
  }

  private static RunningServer start() {
    try {
      Path data = Files.createTempDirectory("packledger-test-");
      AdjustableClock clock = new AdjustableClock();
      ServerProcess process = ServerProcess.start(ServerOptions.on(data, 0), clock);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    process.close();
                    remove(data);
                  },
                  "stop-test-server"));
      return new RunningServer(data, clock, process);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(RunningServer::delete);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static final class Holder {
    static final RunningServer SERVER = start();
  }
}
