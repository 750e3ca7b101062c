package dev.packledger.server.api;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.registry.shared.Adapter;
import dev.packledger.server.web.Adapters;
import org.springframework.stereotype.Component;

/** Names as their ecosystem's adapter reads them; an ecosystem without one takes no names. */
@Component
class EcosystemNames {
  private final Adapters adapters;

  EcosystemNames(Adapters adapters) {
    this.adapters = adapters;
  }

  /** Reads a package's name; throws a problem where it is none or cannot be read here. */
  Adapter.PackageName pkg(Ecosystem ecosystem, String text) {
    return adapter(ecosystem).pkg(text).orElseThrow(() -> invalid("package", text));
  }

  /** Reads a namespace's name, with or without its decoration, and returns it without. */
  String namespace(Ecosystem ecosystem, String text) {
    return adapter(ecosystem).namespace(text).orElseThrow(() -> invalid("namespace", text));
  }

  /** Whether a package may have a name without a namespace. */
  boolean withoutNamespace(Ecosystem ecosystem) {
    return adapter(ecosystem).namesWithoutNamespace();
  }

  private Adapter adapter(Ecosystem ecosystem) {
    return adapters
        .of(ecosystem)
        .orElseThrow(
            () ->
                ProblemException.of(
                    422,
                    "ecosystem.unsupported",
                    "Packages of " + ecosystem.code() + " are not served yet."));
  }

  private static ProblemException invalid(String thing, String text) {
    return ProblemException.of(
        422, thing + ".name_invalid", "This ecosystem has no " + thing + " named " + text + ".");
  }
}
