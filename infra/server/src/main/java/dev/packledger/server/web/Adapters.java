package dev.packledger.server.web;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.registry.npm.NpmAdapter;
import dev.packledger.registry.npm.NpmLimits;
import dev.packledger.registry.npm.NpmSettings;
import dev.packledger.registry.shared.Adapter;
import java.util.List;
import java.util.Optional;

/** The ecosystems that are served: the one place that names their adapters. */
public record Adapters(List<Adapter> all) {
  public Adapters {
    all = List.copyOf(all);
  }

  /**
   * All that there are.
   *
   * @param unscopedNames whether npm packages without a scope may be published
   */
  public static Adapters served(boolean unscopedNames) {
    return new Adapters(List.of(new NpmAdapter(new NpmSettings(NpmLimits.USUAL, unscopedNames))));
  }

  public Optional<Adapter> of(Ecosystem ecosystem) {
    return all.stream().filter(adapter -> adapter.ecosystem() == ecosystem).findFirst();
  }
}
