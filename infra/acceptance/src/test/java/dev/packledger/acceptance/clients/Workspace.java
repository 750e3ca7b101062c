package dev.packledger.acceptance.clients;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One client on one imaginary machine: a home, a cache, a temporary folder and a project that
 * nobody else uses. The environment is built and not inherited, so no setting and no credential of
 * the machine gets in; only its public registry and what reaching it needs.
 */
public final class Workspace {
  private final Client client;
  private final Machine machine;

  private Workspace(Client client, Machine machine) {
    this.client = client;
    this.machine = machine;
  }

  /** A new machine below a folder of the test. */
  public static Workspace create(Client client, Path parent) {
    client.program();
    Workspace workspace =
        new Workspace(client, Machine.create(parent, client.name().toLowerCase(Locale.ROOT)));
    workspace.write(".npmrc", "registry=" + PublicRegistry.address() + "\n");
    workspace.write(".yarnrc.yml", workspace.berrySettings(null, "", ""));
    return workspace;
  }

  /** Where all of the machine lies. */
  public Path folder() {
    return machine.folder();
  }

  public Path project() {
    return machine.project();
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
    machine.write(name, text);
    return this;
  }

  public String read(String name) {
    return machine.read(name);
  }

  public boolean has(String name) {
    return machine.has(name);
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
    machine.delete("node_modules").delete(".yarn").delete(".yarnrc").forgetHome();
    return this;
  }

  /** Runs the client in the project and waits for its end. */
  public Ran run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(client.program().toString());
    command.addAll(List.of(arguments));
    return machine.run(environment(), command);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    // The client first, then wherever the machine has its node.
    environment.put("PATH", client.program().getParent() + ":" + Machine.path());
    environment.put("NO_UPDATE_NOTIFIER", "1");
    environment.put("npm_config_audit", "false");
    environment.put("npm_config_fund", "false");
    environment.put("npm_config_fetch_retries", "0");
    environment.put("npm_config_update_notifier", "false");
    environment.put("YARN_CACHE_FOLDER", machine.home().resolve(".cache/yarn").toString());
    return environment;
  }
}
