package dev.packledger.acceptance.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One client on one imaginary machine: a home, a cache, a temporary folder and a project that
 * nobody else uses. The environment is built and not inherited, so no setting and no credential of
 * the machine gets in; only its public registry and what reaching it needs.
 */
public final class Workspace {
  private static final Duration TIME_MAX = Duration.ofMinutes(3);

  /** What a machine may need to reach its public registry: proxies and certificates. */
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

  private final Client client;
  private final Path folder;
  private final Path project;
  private int runs;

  private Workspace(Client client, Path folder) {
    this.client = client;
    this.folder = folder;
    this.project = folder.resolve("project");
  }

  /** A new machine below a folder of the test. */
  public static Workspace create(Client client, Path parent) {
    client.program();
    try {
      Path folder = Files.createTempDirectory(parent, client.name().toLowerCase(Locale.ROOT) + "-");
      Workspace workspace = new Workspace(client, folder);
      for (String name : List.of("home", "tmp", "project")) {
        Files.createDirectories(folder.resolve(name));
      }
      workspace.write(".npmrc", "registry=" + PublicRegistry.address() + "\n");
      workspace.write(".yarnrc.yml", workspace.berrySettings(null, "", ""));
      return workspace;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where all of the machine lies. */
  public Path folder() {
    return folder;
  }

  public Path project() {
    return project;
  }

  public Client client() {
    return client;
  }

  /**
   * Points one scope at an organisation's registry, as the documentation tells buyers to: a scope
   * line and a token line, nothing else.
   *
   * @param scope without its {@code @}
   * @param registry ends with a slash
   */
  public Workspace scope(String scope, URI registry, String token) {
    String place = registry.toString().substring(registry.getScheme().length() + 1);
    write(
        ".npmrc",
        """
        registry=%s
        @%s:registry=%s
        %s:_authToken=%s
        """
            .formatted(PublicRegistry.address(), scope, registry, place, token));
    write(".yarnrc.yml", berrySettings(scope, registry.toString(), token));
    return this;
  }

  private String berrySettings(@Nullable String scope, String registry, String token) {
    String settings =
        """
        npmRegistryServer: "%s"
        nodeLinker: node-modules
        enableTelemetry: false
        enableGlobalCache: false
        unsafeHttpWhitelist:
          - "127.0.0.1"
        """
            .formatted(PublicRegistry.address());
    if (scope == null) {
      return settings;
    }
    return settings
        + """
        npmScopes:
          %s:
            npmRegistryServer: "%s"
            npmAlwaysAuth: true
            npmAuthToken: "%s"
        npmPreapprovedPackages:
          - "@%s/*"
        """
            .formatted(scope, registry, token, scope);
  }

  /** Writes a file of the project. */
  public Workspace write(String name, String text) {
    try {
      Path file = project.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String read(String name) {
    try {
      return Files.readString(project.resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public boolean has(String name) {
    return Files.exists(project.resolve(name));
  }

  /** The version of an installed package; null where it is not installed. */
  public @Nullable String installed(String name) {
    for (String place : List.of("node_modules/", "node_modules/.pnpm/node_modules/")) {
      String file = place + name + "/package.json";
      if (has(file)) {
        return read(file).replaceFirst("(?s).*?\"version\"\\s*:\\s*\"([^\"]+)\".*", "$1");
      }
    }
    return null;
  }

  /** Forgets everything downloaded and installed; lockfile and settings stay. */
  public Workspace forget() {
    for (String name : List.of("home", "tmp", "project/node_modules", "project/.yarn")) {
      delete(folder.resolve(name));
    }
    delete(project.resolve(".yarnrc"));
    for (String name : List.of("home", "tmp")) {
      try {
        Files.createDirectories(folder.resolve(name));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return this;
  }

  private static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs the client in the project and waits for its end. */
  public Ran run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(client.program().toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve("run-" + ++runs + ".out");
    Path errors = folder.resolve("run-" + runs + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
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
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("home/.cache").toString());
    environment.put("XDG_DATA_HOME", folder.resolve("home/.local/share").toString());
    environment.put("TMPDIR", folder.resolve("tmp").toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("NO_COLOR", "1");
    environment.put("NO_UPDATE_NOTIFIER", "1");
    environment.put("npm_config_audit", "false");
    environment.put("npm_config_fund", "false");
    environment.put("npm_config_fetch_retries", "0");
    environment.put("npm_config_update_notifier", "false");
    environment.put("YARN_CACHE_FOLDER", folder.resolve("home/.cache/yarn").toString());
    return environment;
  }

  /** The client first, then wherever the machine has its node. */
  private String path() {
    @Nullable String inherited = System.getenv("PATH");
    return client.program().getParent() + ":" + (inherited == null ? "/usr/bin:/bin" : inherited);
  }
}
