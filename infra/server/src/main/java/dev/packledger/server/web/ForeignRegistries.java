package dev.packledger.server.web;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.registry.shared.ForeignRegistry;
import java.util.Map;
import java.util.Optional;

/** The adapters that can read requests of registries that are not ours. */
public record ForeignRegistries(Map<Ecosystem, ForeignRegistry> byEcosystem) {
  public ForeignRegistries {
    byEcosystem = Map.copyOf(byEcosystem);
  }

  public Optional<ForeignRegistry> of(Ecosystem ecosystem) {
    return Optional.ofNullable(byEcosystem.get(ecosystem));
  }
}
