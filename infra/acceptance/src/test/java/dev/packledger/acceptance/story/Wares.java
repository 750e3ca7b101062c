package dev.packledger.acceptance.story;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.clients.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the seller sells: {@code @acme/ui} needs {@code @acme/core} and a package of the public
 * registry. Published by the real npm from folders as a developer has them.
 */
final class Wares {
  static final String SCOPE = "acme";
  static final String CORE = "@acme/core";
  static final String UI = "@acme/ui";
  static final String PUBLIC = "is-number";
  static final String PUBLIC_VERSION = "7.0.0";

  private final Workspace machine;

  /**
   * @param folder where the seller's machine is made
   * @param secret of a token with the scope {@code publish}
   */
  Wares(Path folder, Organization seller, String secret) {
    this(folder, seller.npm(), secret);
  }

  /**
   * @param registry of anyone; ends with a slash
   */
  Wares(Path folder, URI registry, String secret) {
    machine = Workspace.create(Client.NPM, folder).scope(SCOPE, registry, secret);
  }

  Workspace machine() {
    return machine;
  }

  /** Publishes a version of {@code @acme/core}. */
  Ran core(String version, String... options) {
    return publish(CORE, version, Map.of(), options);
  }

  /** Publishes a version of {@code @acme/hidden}, which nobody is sold. */
  Ran hidden(String version) {
    return publish(ForwardAuthIT.HIDDEN, version, Map.of());
  }

  /** Publishes a version of {@code @acme/ui}. */
  Ran ui(String version, String coreRange, String... options) {
    return publish(UI, version, Map.of(CORE, coreRange, PUBLIC, PUBLIC_VERSION), options);
  }

  private Ran publish(
      String name, String version, Map<String, String> dependencies, String... options) {
    machine.write("package.json", packageJson(name, version, dependencies));
    machine.write("index.js", "module.exports = '" + name + " " + version + "';\n");
    machine.write("README.md", "# " + name + "\n");
    List<String> command = new ArrayList<>(List.of("publish"));
    command.addAll(List.of(options));
    return machine.run(command.toArray(String[]::new));
  }

  /** A buyer's project that needs both packages, in these ranges. */
  static String project(Map<String, String> dependencies) {
    return packageJson("buyer-project", "1.0.0", dependencies);
  }

  static String packageJson(String name, String version, Map<String, String> dependencies) {
    String needs =
        new TreeMap<>(dependencies)
            .entrySet().stream()
                .map(entry -> "\"%s\": \"%s\"".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    return """
    {"name": "%s", "version": "%s", "license": "SEE LICENSE IN README.md",
     "main": "index.js", "files": ["index.js"], "dependencies": {%s}}
    """
        .formatted(name, version, needs);
  }
}
