package dev.packledger.server.web;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.NamespaceRow;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.IndexedTagRow;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.registry.shared.RegistryIndex;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What adapters ask of the projections' tables. */
public record ServedIndex(RegistryIndexQueries index, DirectoryQueries directory)
    implements RegistryIndex {
  @Override
  public Position position() {
    return index.position();
  }

  @Override
  public @Nullable IndexedPackageRow pkg(PackageId id) {
    return index.pkg(id).orElse(null);
  }

  @Override
  public List<IndexedReleaseRow> releases(PackageId pkg) {
    return index.releases(pkg);
  }

  @Override
  public Map<PackageId, List<IndexedReleaseRow>> releases(Collection<PackageId> packages) {
    return index.releases(packages);
  }

  @Override
  public @Nullable IndexedReleaseRow indexed(ReleaseId release) {
    return index.release(release).orElse(null);
  }

  @Override
  public List<IndexedTagRow> tags(PackageId pkg) {
    return index.tags(pkg);
  }

  @Override
  public Map<PackageId, List<IndexedTagRow>> tags(Collection<PackageId> packages) {
    return index.tags(packages);
  }

  @Override
  public List<IndexedPackageRow> packages(OrganizationId organization, Ecosystem ecosystem) {
    return index.packages(organization, ecosystem);
  }

  @Override
  public @Nullable OrganizationId owner(NamespaceId namespace) {
    return directory.namespace(namespace).map(NamespaceRow::owner).orElse(null);
  }
}
