package dev.packledger.server;

import dev.packledger.blobs.BlobLimits;
import dev.packledger.identity.OperatorKey;
import dev.packledger.server.usage.UsageSettings;
import dev.packledger.server.web.TrustedProxies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The one server of a test JVM: embedded PostgreSQL in a temporary folder, a free port. */
public final class RunningServer {
  public static final String BASE_DOMAIN = "packledger.test";
  public static final int FILE_BYTES_MAX = 50_000;
  public static final int SELLER_BYTES_MAX = 120_000;

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

  /**
   * The one server of this JVM with everything set that an operator may set: a base domain, trusted
   * proxies on loopback and in {@code 10.0.0.0/8}, small limits of files.
   */
  public static RunningServer configured() {
    return Configured.SERVER;
  }

  /** Without a slash at its end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + process.port());
  }

  private static RunningServer start(Consumer<ServerOptions.Changes> changes) {
    try {
      Path data = Files.createTempDirectory("packledger-test-");
      AdjustableClock clock = new AdjustableClock();
      ServerProcess process = ServerProcess.start(ServerOptions.on(data, 0).with(changes), clock);
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

  /** Counted twice a second, so that tests do not wait long to see it. */
  private static final UsageSettings OFTEN = new UsageSettings(Duration.ofSeconds(1), 400, 100_000);

  private static final class Holder {
    static final RunningServer SERVER = start(changes -> changes.usage(OFTEN));
  }

  private static final class Configured {
    static final RunningServer SERVER =
        start(
            changes ->
                changes
                    .baseDomain(BASE_DOMAIN)
                    .trustedProxies(
                        TrustedProxies.of(
                            List.of("127.0.0.0/8", "10.0.0.0/8"), TrustedProxies.X_FORWARDED_FOR))
                    .limits(
                        new ServerLimits(
                            new BlobLimits(FILE_BYTES_MAX, SELLER_BYTES_MAX),
                            ServerLimits.USUAL.keysKept())));
  }
}
