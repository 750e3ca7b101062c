package dev.packledger.server.api;

import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.registry.npm.NpmName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which adapter knows the names of an ecosystem; those that have none yet take no names. */
final class EcosystemNames {
  private EcosystemNames() {}

  /**
   * A package's name in its ecosystem.
   *
   * @param canonical its one spelling
   * @param namespace whose owner alone may have it; null for a name without one
   */
  record PackageName(String canonical, @Nullable NamespaceId namespace) {}

  /** Reads a package's name; throws a problem where it is none or cannot be read here. */
  static PackageName pkg(Ecosystem ecosystem, String text) {
    return switch (ecosystem) {
      case NPM ->
          NpmName.parse(text)
              .map(name -> new PackageName(name.text(), name.namespace()))
              .orElseThrow(() -> invalid("package", text));
      case RUBYGEMS, HEX, CARGO, OCI, PYPI, MAVEN, COMPOSER, GOLANG, NUGET, HELM ->
          throw unsupported(ecosystem);
    };
  }

  /** Reads a namespace's name, with or without its decoration, and returns it without. */
  static String namespace(Ecosystem ecosystem, String text) {
    return switch (ecosystem) {
      case NPM -> {
        String scope = text.startsWith("@") ? text.substring(1) : text;
        Optional<NpmName> name = NpmName.parse('@' + scope + "/name");
        yield name.map(NpmName::scope).orElseThrow(() -> invalid("namespace", text));
      }
      case RUBYGEMS, HEX, CARGO, OCI, PYPI, MAVEN, COMPOSER, GOLANG, NUGET, HELM ->
          throw unsupported(ecosystem);
    };
  }

  private static ProblemException invalid(String thing, String text) {
    return ProblemException.of(
        422, thing + ".name_invalid", "This ecosystem has no " + thing + " named " + text + ".");
  }

  private static ProblemException unsupported(Ecosystem ecosystem) {
    return ProblemException.of(
        422, "ecosystem.unsupported", "Packages of " + ecosystem.code() + " are not served yet.");
  }
}
