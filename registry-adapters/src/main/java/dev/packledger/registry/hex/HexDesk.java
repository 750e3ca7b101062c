package dev.packledger.registry.hex;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.RenderedPackages;
import dev.packledger.registry.shared.http.ReleaseFiles;

/** What the routes work with. */
record HexDesk(
    Ports ports,
    RenderedPackages<HexRelease> packages,
    ReleaseFiles files,
    HexLimits limits,
    HexKeys keys) {

  /** The repository of the tree that is asked; only for organisations that exist. */
  HexRepository repository(Asker asker) {
    RegistryRequest request = asker.request();
    return HexRepository.of(request.organizationSlug(), keys.of(request.organization()));
  }

  /** How dependencies of what this asker publishes are told apart. */
  HexMetadata.Surroundings surroundings(Asker asker) {
    return new HexMetadata.Surroundings(
        HexRepository.nameOf(asker.request().organizationSlug()),
        name -> isHere(name, asker.request().organization()));
  }

  /** Lists what is licensed only for the name of a package that another sells here. */
  private boolean isHere(HexName name, OrganizationId tree) {
    IndexedPackageRow row = ports.index().pkg(name.id());
    return row != null
        && (row.owner().equals(tree)
            || packages.of(tree).stream().anyMatch(known -> known.id().equals(name.id())));
  }
}
