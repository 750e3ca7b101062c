package dev.packledger.registry.shared;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Packages with their releases rendered, kept while the index says that nothing of them changed.
 * What somebody may see of them is decided at every request.
 */
public final class RenderedPackages<R extends RenderedRelease> {
  private static final long RENDERED_BYTES_MAX = 64L << 20;

  private final RegistryIndex index;
  private final Ecosystem ecosystem;
  private final Rendering<R> rendering;
  private final Comparator<? super R> order;
  private final WeighedCache<PackageId, RenderedPackage<R>> rendered =
      new WeighedCache<>(RENDERED_BYTES_MAX, RenderedPackage::weight);

  /** How an ecosystem renders a release. */
  @FunctionalInterface
  public interface Rendering<R> {
    /**
     * @param name the package's canonical name
     */
    R release(String name, IndexedReleaseRow row);
  }

  /**
   * The packages of one ecosystem.
   *
   * @param order of a package's releases
   */
  public RenderedPackages(
      RegistryIndex index,
      Ecosystem ecosystem,
      Rendering<R> rendering,
      Comparator<? super R> order) {
    this.index = index;
    this.ecosystem = ecosystem;
    this.rendering = rendering;
    this.order = order;
  }

  public @Nullable RenderedPackage<R> find(PackageId pkg) {
    IndexedPackageRow row = index.pkg(pkg);
    return row == null ? null : current(row);
  }

  /**
   * A package that a decision knows.
   *
   * @throws StaleNode where the index does not know it yet: that is no reason to say that it is not
   *     there
   */
  public RenderedPackage<R> known(PackageId id) {
    RenderedPackage<R> pkg = find(id);
    if (pkg == null) {
      throw new StaleNode(1);
    }
    return pkg;
  }

  /** What some licence of the organisation names or named, or what it owns, by name. */
  public List<IndexedPackageRow> of(OrganizationId organization) {
    return index.packages(organization, ecosystem);
  }

  /** The package of a row that was just read. */
  public RenderedPackage<R> current(IndexedPackageRow row) {
    RenderedPackage<R> kept = rendered.find(row.id());
    if (kept != null && kept.changedAt().equals(row.changedAt())) {
      return kept;
    }
    RenderedPackage<R> fresh = read(row);
    rendered.put(row.id(), fresh);
    return fresh;
  }

  /**
   * Reads the parts after the position that they are kept under: what changes meanwhile moves that
   * position on, so that the next request reads again.
   */
  private RenderedPackage<R> read(IndexedPackageRow row) {
    SortedMap<String, String> tags = new TreeMap<>();
    index.tags(row.id()).forEach(tag -> tags.put(tag.tag(), tag.version()));
    List<R> releases =
        index.releases(row.id()).stream()
            .map(release -> rendering.release(row.name(), release))
            .sorted(order)
            .toList();
    return new RenderedPackage<>(row.id(), row.name(), releases, tags, row.changedAt());
  }
}
