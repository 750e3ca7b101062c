package dev.packledger.registry.npm;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.StaleNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Packages with their releases rendered, kept while the index says that nothing of them changed.
 * What somebody may see of them is decided at every request.
 */
final class NpmPackages {
  private static final long RENDERED_CHARS_MAX = 64L << 20;

  private final RegistryIndex index;
  private final WeighedCache<PackageId, NpmPackage> rendered =
      new WeighedCache<>(RENDERED_CHARS_MAX, NpmPackage::weight);

  NpmPackages(RegistryIndex index) {
    this.index = index;
  }

  /**
   * A package with everything of it.
   *
   * @param releases in ascending order of version, yanked ones too
   * @param tags as they were put, whether or not their versions can be seen
   * @param changedAt while it stands, so does everything here
   */
  record NpmPackage(
      NpmName name, List<NpmRelease> releases, SortedMap<String, String> tags, Position changedAt) {
    NpmPackage {
      releases = List.copyOf(releases);
      tags = new TreeMap<>(tags);
    }

    Optional<NpmRelease> release(NpmVersion version) {
      return releases.stream().filter(release -> release.version().equals(version)).findFirst();
    }

    /** Whether a tag names nothing, or a version that was published before this one. */
    boolean isBehind(String tag, NpmRelease published) {
      String version = tags.get(tag);
      return version == null
          || releases.stream()
              .filter(release -> release.version().text().equals(version))
              .anyMatch(release -> release.publishedAt().isBefore(published.publishedAt()));
    }

    /** What an edit must name as the one it read. */
    String revision() {
      return Long.toString(changedAt.value());
    }

    long weight() {
      return releases.stream().mapToLong(NpmRelease::weight).sum() + 1000;
    }
  }

  @Nullable NpmPackage find(NpmName name) {
    IndexedPackageRow row = index.pkg(name.id());
    return row == null ? null : current(name, row);
  }

  /**
   * A package that a decision knows.
   *
   * @throws StaleNode where the index does not know it yet: that is no reason to say that it is not
   *     there
   */
  NpmPackage known(NpmName name) {
    NpmPackage pkg = find(name);
    if (pkg == null) {
      throw new StaleNode(1);
    }
    return pkg;
  }

  /** What some licence of the organisation names or named, or what it owns. */
  List<NpmName> names(OrganizationId organization) {
    return index.packages(organization, Ecosystem.NPM).stream()
        .map(row -> NpmName.parse(row.name()))
        .flatMap(Optional::stream)
        .toList();
  }

  private NpmPackage current(NpmName name, IndexedPackageRow row) {
    NpmPackage kept = rendered.find(row.id());
    if (kept != null && kept.changedAt().equals(row.changedAt())) {
      return kept;
    }
    NpmPackage fresh = read(name, row);
    rendered.put(row.id(), fresh);
    return fresh;
  }

  /**
   * Reads the parts after the position that they are kept under: what changes meanwhile moves that
   * position on, so that the next request reads again.
   */
  private NpmPackage read(NpmName name, IndexedPackageRow row) {
    SortedMap<String, String> tags = new TreeMap<>();
    index.tags(row.id()).forEach(tag -> tags.put(tag.tag(), tag.version()));
    List<NpmRelease> releases =
        index.releases(row.id()).stream()
            .map(release -> NpmRelease.of(name, release))
            .sorted(Comparator.comparing(NpmRelease::version))
            .toList();
    return new NpmPackage(name, releases, tags, row.changedAt());
  }
}
