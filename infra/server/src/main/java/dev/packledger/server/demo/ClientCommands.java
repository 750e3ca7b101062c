package dev.packledger.server.demo;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** What a buyer types to install with each client: printed to be copied, works as printed. */
final class ClientCommands {
  private static final String NEW_FOLDER = "cd \"$(mktemp -d)\"";

  private final URI registry;
  private final String token;

  /**
   * @param registry of the buyer's organisation; ends with a slash
   */
  ClientCommands(URI registry, String token) {
    this.registry = registry;
    this.token = token;
  }

  /**
   * One client's commands.
   *
   * @param client its name
   * @param lines for a POSIX shell, each complete
   */
  record Commands(String client, List<String> lines) {}

  /** Every client's, each in a new folder. */
  List<Commands> all() {
    return List.of(
        new Commands("npm", npmrc("npm install " + Wares.UI)),
        new Commands("pnpm", npmrc("pnpm add " + Wares.UI)),
        new Commands("yarn", npmrc("yarn add " + Wares.UI)),
        new Commands("berry", berry()),
        new Commands("bun", npmrc("bun add " + Wares.UI)));
  }

  /** One line that asks with another token. */
  String view(String otherToken) {
    return "npm view %s versions --@acme:registry=%s --%s:_authToken=%s"
        .formatted(Wares.CORE, registry, place(), otherToken);
  }

  private String place() {
    return registry.toString().substring(registry.getScheme().length() + 1);
  }

  private List<String> npmrc(String install) {
    return Stream.of(
            NEW_FOLDER + " && echo '{\"private\": true}' > package.json",
            "printf '%s\\n' '@acme:registry="
                + registry
                + "' '"
                + place()
                + ":_authToken="
                + token
                + "' > .npmrc",
            install)
        .toList();
  }

  /** Berry leaves out what was published within the last day, unless it is approved by name. */
  private List<String> berry() {
    String scope =
        "{acme: {npmRegistryServer: \"%s\", npmAlwaysAuth: true, npmAuthToken: \"%s\"}}"
            .formatted(registry, token);
    return List.of(
        NEW_FOLDER + " && echo '{\"private\": true}' > package.json && touch yarn.lock",
        "printf '%s\\n' 'npmScopes: "
            + scope
            + "' 'unsafeHttpWhitelist: [\""
            + registry.getHost()
            + "\"]' 'npmPreapprovedPackages: [\"@acme/*\"]' 'enableTelemetry: false' > .yarnrc.yml",
        "yarn add " + Wares.UI);
  }
}
