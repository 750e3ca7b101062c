package dev.packledger.server.web;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.registry.hex.HexAdapter;
import dev.packledger.registry.hex.HexKeys;
import dev.packledger.registry.hex.HexLimits;
import dev.packledger.registry.hex.HexSettings;
import dev.packledger.registry.npm.NpmAdapter;
import dev.packledger.registry.npm.NpmLimits;
import dev.packledger.registry.npm.NpmSettings;
import dev.packledger.registry.rubygems.GemAdapter;
import dev.packledger.registry.rubygems.GemLimits;
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
   * @param hexKeys of the organisations' repositories
   */
  public static Adapters served(boolean unscopedNames, HexKeys hexKeys) {
    return new Adapters(
        List.of(
            new NpmAdapter(new NpmSettings(NpmLimits.USUAL, unscopedNames)),
            new GemAdapter(GemLimits.USUAL),
            new HexAdapter(new HexSettings(HexLimits.USUAL, hexKeys))));
  }

  /** All that there are, where no key is at hand: nothing that is signed can be served. */
  public static Adapters unsigned() {
    return served(
        true,
        organization -> {
          throw new IllegalStateException("no key is at hand for " + organization.value());
        });
  }

  public Optional<Adapter> of(Ecosystem ecosystem) {
    return all.stream().filter(adapter -> adapter.ecosystem() == ecosystem).findFirst();
  }
}
