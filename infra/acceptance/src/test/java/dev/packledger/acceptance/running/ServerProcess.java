package dev.packledger.acceptance.running;

import dev.packledger.acceptance.tidy.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The runnable jar in a process of its own, on a free port of the loopback address, as {@code
 * ./packledger serve} starts it.
 */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final Duration STOP_MAX = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Path data;
  private final List<String> options;
  private final Path output;
  private final int port;
  private final Process process;

  private ServerProcess(Path data, List<String> options, Path output, int port, Process process) {
    this.data = data;
    this.options = options;
    this.output = output;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param data its data folder; what it prints goes into a file beside it
   * @param options further options of {@code serve}
   */
  public static ServerProcess start(Path data, String... options) {
    ServerProcess server = launch(data, options);
    server.awaitReady();
    return server;
  }

  /** Starts a server and does not wait. */
  public static ServerProcess launch(Path data, String... options) {
    return launch(data, freePort(), List.of(options));
  }

  /** Starts it again after its end: same data, same port, same options; waits until it is ready. */
  public ServerProcess again() {
    ServerProcess server = launch(data, port, options);
    server.awaitReady();
    return server;
  }

  private static ServerProcess launch(Path data, int port, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("serve"));
    arguments.addAll(List.of("--data", data.toString(), "--port", Integer.toString(port)));
    arguments.addAll(List.of("--public-url", "http://127.0.0.1:" + port));
    arguments.addAll(options);
    try {
      Path output = Files.createTempFile(data.toAbsolutePath().getParent(), "server-", ".log");
      return new ServerProcess(data, options, output, port, program(arguments, output));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs the program with any arguments to its end and returns what it did. */
  public static Finished run(Path folder, String... arguments) {
    try {
      Path output = Files.createTempFile(folder, "run-", ".log");
      Process process = program(List.of(arguments), output);
      if (!process.waitFor(START_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("still running: " + List.of(arguments) + text(output));
      }
      return new Finished(process.exitValue(), text(output));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Starts the program with any arguments and does not wait; who started it ends it. */
  public static Process spawn(Path folder, String... arguments) {
    try {
      return program(List.of(arguments), Files.createTempFile(folder, "spawned-", ".log"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What a run of the program printed, on either channel, and its exit code. */
  public record Finished(int code, String output) {}

  private static Process program(List<String> arguments, Path output) throws IOException {
    Path jar = Checkout.root().resolve("infra/server/target/packledger.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("run `mvn package` first: there is no " + jar);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-Xshare:auto"));
    command.addAll(
        List.of("--sun-misc-unsafe-memory-access=allow", "-XX:+UseCompactObjectHeaders"));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** A port that nobody listens at. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Path data() {
    return data;
  }

  /** Without a slash at its end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Where a client finds an organisation's registry; ends with a slash. */
  public URI registry(String organization, String ecosystem) {
    return address().resolve("/" + organization + "/" + ecosystem + "/");
  }

  /** Everything printed so far. */
  public String output() {
    return text(output);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Waits until {@code /health/ready} says so. */
  public void awaitReady() {
    HttpRequest ready = HttpRequest.newBuilder(address().resolve("/health/ready")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (long waited = 0; waited < START_MAX.toMillis(); waited += LOOK_AGAIN.toMillis()) {
        if (!process.isAlive()) {
          throw new AssertionError(
              "the server ended with " + process.exitValue() + ":\n" + output());
        }
        if (statusOf(http, ready) == 200) {
          return;
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
    throw new AssertionError("the server is not ready:\n" + output());
  }

  private static int statusOf(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Ends it as {@code kill} does and returns its exit code. */
  public int stop() {
    process.destroy();
    return await();
  }

  private int await() {
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("the server did not stop in time:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    @Nullable ProcessHandle running = process.isAlive() ? process.toHandle() : null;
    if (running != null) {
      stop();
    }
  }
}
