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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What there is, whoever may see it: the questions of adapters to the projections. Nothing that it
 * answers is shown without a decision.
 */
public interface RegistryIndex {
  /** Up to where the answers go, or further. */
  Position position();

  @Nullable IndexedPackageRow pkg(PackageId id);

  /** Every release in the order they were published, yanked ones too. */
  List<IndexedReleaseRow> releases(PackageId pkg);

  /** The same of several packages; those without a release are left out. */
  default Map<PackageId, List<IndexedReleaseRow>> releases(Collection<PackageId> packages) {
    return packages.stream()
        .flatMap(pkg -> releases(pkg).stream())
        .collect(Collectors.groupingBy(IndexedReleaseRow::pkg));
  }

  @Nullable IndexedReleaseRow indexed(ReleaseId release);

  List<IndexedTagRow> tags(PackageId pkg);

  /** The same of several packages; those without a tag are left out. */
  default Map<PackageId, List<IndexedTagRow>> tags(Collection<PackageId> packages) {
    return packages.stream()
        .flatMap(pkg -> tags(pkg).stream())
        .collect(Collectors.groupingBy(IndexedTagRow::pkg));
  }

  /** What the organisation owns, or what some licence of it names or named, by name. */
  List<IndexedPackageRow> packages(OrganizationId organization, Ecosystem ecosystem);

  /** Whose a namespace is; null where it is nobody's. */
  @Nullable OrganizationId owner(NamespaceId namespace);
}
