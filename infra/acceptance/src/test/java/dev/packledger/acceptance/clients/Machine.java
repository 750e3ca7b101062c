package dev.packledger.acceptance.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One imaginary machine: a home, a temporary folder and a project that nobody else uses. The
 * environment is built and not inherited, so no setting and no credential of the real machine gets
 * in; only what reaching its public registries needs.
 */
public final class Machine {
  private static final Duration TIME_MAX = Duration.ofMinutes(3);

  /** Proxies and certificates. */
  private static final List<String> REACHING =
      List.of(
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "NODE_EXTRA_CA_CERTS",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR");

  private final Path folder;
  private int runs;

  private Machine(Path folder) {
    this.folder = folder;
  }

  /** A new machine below a folder of the test. */
  public static Machine create(Path parent, String name) {
    try {
      Machine machine = new Machine(Files.createTempDirectory(parent, name + "-"));
      Files.createDirectories(machine.project());
      machine.forgetHome();
      return machine;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where all of it lies. */
  public Path folder() {
    return folder;
  }

  public Path home() {
    return folder.resolve("home");
  }

  public Path project() {
    return folder.resolve("project");
  }

  /** Writes a file of the project, or, with {@code ../home/} before its name, of the home. */
  public Machine write(String name, String text) {
    try {
      Path file = project().resolve(name).normalize();
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String read(String name) {
    try {
      return Files.readString(project().resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public boolean has(String name) {
    return Files.exists(project().resolve(name));
  }

  /** Forgets everything that lies in the home; settings there must be written again. */
  public Machine forgetHome() {
    for (String name : List.of("../home", "../tmp")) {
      delete(name);
      try {
        Files.createDirectories(project().resolve(name).normalize());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return this;
  }

  /** Deletes a file or folder of the project, where it is there. */
  public Machine delete(String name) {
    Path tree = project().resolve(name).normalize();
    if (!Files.exists(tree)) {
      return this;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Runs a program in the project and waits for its end.
   *
   * @param more variables beside those of every machine; they win
   */
  public Ran run(Map<String, String> more, List<String> command) {
    Path output = folder.resolve("run-" + ++runs + ".out");
    Path errors = folder.resolve("run-" + runs + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project().toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    builder.environment().putAll(more);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(TIME_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            String.join(" ", command) + " took too long\n" + text(output) + text(errors));
      }
      return new Ran(command, process.exitValue(), text(output), text(errors));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (String name : REACHING) {
      @Nullable String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("PATH", path());
    environment.put("HOME", home().toString());
    environment.put("XDG_CACHE_HOME", home().resolve(".cache").toString());
    environment.put("XDG_DATA_HOME", home().resolve(".local/share").toString());
    environment.put("TMPDIR", folder.resolve("tmp").toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("NO_COLOR", "1");
    return environment;
  }

  /** Where the real machine has its programs. */
  public static String path() {
    @Nullable String inherited = System.getenv("PATH");
    return inherited == null ? "/usr/bin:/bin" : inherited;
  }
}
