package dev.packledger.registry.shared;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.IndexedTagRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Packages with their releases rendered, kept while the index says that nothing of them changed.
 * What somebody may see of them is decided at every request.
 */
public final class RenderedPackages<R extends RenderedRelease> {
  /** What is not kept is read again for every document that lists it, so little is too little. */
  private static final long RENDERED_BYTES_MAX =
      Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 16);

  private static final int READ_AT_ONCE = 500;

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
    return row == null ? null : current(List.of(row)).getFirst();
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

  /** The packages of rows that were just read, in their order. */
  public List<RenderedPackage<R>> current(List<IndexedPackageRow> rows) {
    Map<PackageId, RenderedPackage<R>> current = new HashMap<>();
    List<IndexedPackageRow> changed = new ArrayList<>();
    for (IndexedPackageRow row : rows) {
      RenderedPackage<R> kept = rendered.find(row.id());
      if (kept != null && kept.changedAt().equals(row.changedAt())) {
        current.put(row.id(), kept);
      } else {
        changed.add(row);
      }
    }
    for (int from = 0; from < changed.size(); from += READ_AT_ONCE) {
      read(changed.subList(from, Math.min(changed.size(), from + READ_AT_ONCE)))
          .forEach(fresh -> current.put(fresh.id(), fresh));
    }
    return rows.stream().map(row -> Objects.requireNonNull(current.get(row.id()))).toList();
  }

  /**
   * Reads the parts after the position that they are kept under: what changes meanwhile moves that
   * position on, so that the next request reads again.
   */
  private List<RenderedPackage<R>> read(List<IndexedPackageRow> rows) {
    List<PackageId> ids = rows.stream().map(IndexedPackageRow::id).toList();
    Map<PackageId, List<IndexedTagRow>> tags = index.tags(ids);
    Map<PackageId, List<IndexedReleaseRow>> releases = index.releases(ids);
    List<RenderedPackage<R>> read = new ArrayList<>(rows.size());
    for (IndexedPackageRow row : rows) {
      RenderedPackage<R> fresh =
          rendered(
              row,
              releases.getOrDefault(row.id(), List.of()),
              tags.getOrDefault(row.id(), List.of()));
      rendered.put(row.id(), fresh);
      read.add(fresh);
    }
    return read;
  }

  private RenderedPackage<R> rendered(
      IndexedPackageRow row, List<IndexedReleaseRow> releases, List<IndexedTagRow> tags) {
    SortedMap<String, String> versions = new TreeMap<>();
    tags.forEach(tag -> versions.put(tag.tag(), tag.version()));
    List<R> rendered =
        releases.stream()
            .map(release -> rendering.release(row.name(), release))
            .sorted(order)
            .toList();
    return new RenderedPackage<>(row.id(), row.name(), rendered, versions, row.changedAt());
  }
}
