package dev.packledger.acceptance.proxies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that serves until it is closed, with all that it started. */
final class Background implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final Duration STOP_MAX = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Process process;
  private final Path output;

  private Background(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a program and waits until it listens.
   *
   * @param folder where it runs and what it prints is kept
   * @param port of the loopback address
   */
  static Background start(Path folder, int port, List<String> command) {
    try {
      Path output = folder.resolve("output.log");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      Background program = new Background(process, output);
      program.awaitListening(port);
      return program;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void awaitListening(int port) {
    for (long waited = 0; waited < START_MAX.toMillis(); waited += LOOK_AGAIN.toMillis()) {
      if (!process.isAlive()) {
        throw new AssertionError("it ended with " + process.exitValue() + ":\n" + output());
      }
      if (listens(port)) {
        return;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    close();
    throw new AssertionError("it does not listen:\n" + output());
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Everything printed so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
