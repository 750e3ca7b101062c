package dev.packledger.registry.shared;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.IndexedTagRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spares the tables the question that every request asks, whether a package changed: an answer is
 * kept for as long as the tables stand at the position that they had before they were asked.
 */
public final class RememberedIndex implements RegistryIndex {
  private static final int PACKAGES_MAX = 10_000;

  private final RegistryIndex tables;
  private final Supplier<Position> applied;
  private volatile Remembered remembered =
      new Remembered(Position.START, new ConcurrentHashMap<>());

  /** What the tables said at a position or later. */
  private record Remembered(
      Position position, Map<PackageId, Optional<IndexedPackageRow>> packages) {}

  /**
   * Remembers what some tables say.
   *
   * @param applied up to where the tables are, told from memory; whoever was told that a position
   *     is applied finds it here at once
   */
  public RememberedIndex(RegistryIndex tables, Supplier<Position> applied) {
    this.tables = tables;
    this.applied = applied;
  }

  @Override
  public Position position() {
    return applied.get();
  }

  @Override
  public @Nullable IndexedPackageRow pkg(PackageId id) {
    Remembered current = current(applied.get());
    Optional<IndexedPackageRow> kept = current.packages().get(id);
    if (kept == null) {
      kept =
          current.packages().size() < PACKAGES_MAX
              ? current.packages().computeIfAbsent(id, this::asked)
              : asked(id);
    }
    return kept.orElse(null);
  }

  /** By one reader; the others of this moment wait for its answer. */
  private Optional<IndexedPackageRow> asked(PackageId id) {
    return Optional.ofNullable(tables.pkg(id));
  }

  /**
   * The answers of this position; those of another are dropped. Two threads may each begin anew:
   * the loser's answers serve its own request and are forgotten.
   */
  private Remembered current(Position position) {
    Remembered current = remembered;
    if (!current.position().equals(position)) {
      current = new Remembered(position, new ConcurrentHashMap<>());
      remembered = current;
    }
    return current;
  }

  @Override
  public List<IndexedReleaseRow> releases(PackageId pkg) {
    return tables.releases(pkg);
  }

  @Override
  public Map<PackageId, List<IndexedReleaseRow>> releases(Collection<PackageId> packages) {
    return tables.releases(packages);
  }

  @Override
  public @Nullable IndexedReleaseRow indexed(ReleaseId release) {
    return tables.indexed(release);
  }

  @Override
  public List<IndexedTagRow> tags(PackageId pkg) {
    return tables.tags(pkg);
  }

  @Override
  public Map<PackageId, List<IndexedTagRow>> tags(Collection<PackageId> packages) {
    return tables.tags(packages);
  }

  @Override
  public List<IndexedPackageRow> packages(OrganizationId organization, Ecosystem ecosystem) {
    return tables.packages(organization, ecosystem);
  }

  @Override
  public @Nullable OrganizationId owner(NamespaceId namespace) {
    return tables.owner(namespace);
  }
}
