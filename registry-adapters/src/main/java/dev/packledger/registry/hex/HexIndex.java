package dev.packledger.registry.hex;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Hex's index documents: pure functions from what one asker may see to exact bytes, signed for the
 * repository of whoever asks (hexpm/specifications registry-v2.md). Releases stand in the order of
 * precedence, packages in that of their names.
 */
final class HexIndex {
  private HexIndex() {}

  /**
   * What is visible of one package.
   *
   * @param releases in ascending order of version, at least one
   */
  record Visible(HexName name, List<HexRelease> releases) {
    Visible {
      releases = List.copyOf(releases);
      if (releases.isEmpty()) {
        throw new IllegalArgumentException("there is no document of nothing");
      }
    }

    Instant updatedAt() {
      return releases.stream()
          .map(HexRelease::publishedAt)
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }

    /** The greatest stable version, else the greatest. */
    HexRelease newest() {
      return releases.stream()
          .filter(release -> release.version().stable())
          .reduce((lesser, greater) -> greater)
          .orElse(releases.getLast());
    }
  }

  /** {@code /packages/NAME}. */
  static byte[] pkg(Visible visible, HexRepository repository) {
    return HexMessages.signed(
        HexMessages.pkg(repository.name(), visible.name().text(), visible.releases()), repository);
  }

  /** {@code /names}. */
  static byte[] names(List<Visible> packages, HexRepository repository) {
    List<HexMessages.Named> names = new ArrayList<>();
    for (Visible visible : packages) {
      names.add(new HexMessages.Named(visible.name().text(), visible.updatedAt()));
    }
    return HexMessages.signed(HexMessages.names(repository.name(), names), repository);
  }

  /** {@code /versions}. */
  static byte[] versions(List<Visible> packages, HexRepository repository) {
    List<HexMessages.Versioned> versions = new ArrayList<>();
    for (Visible visible : packages) {
      versions.add(HexMessages.versioned(visible.name(), visible.releases()));
    }
    return HexMessages.signed(HexMessages.versions(repository.name(), versions), repository);
  }
}
