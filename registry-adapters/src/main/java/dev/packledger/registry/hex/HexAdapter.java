package dev.packledger.registry.hex;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.registryindex.IndexedPackageRow;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.Adapter;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.ForeignRegistry;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RenderedPackages;
import dev.packledger.registry.shared.ShownDocuments;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.http.RegistryRoutes;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Hex as {@code server} wires it. */
public record HexAdapter(HexSettings settings) implements Adapter {
  @Override
  public Ecosystem ecosystem() {
    return Ecosystem.HEX;
  }

  @Override
  public Optional<PackageName> pkg(String text) {
    return HexName.parse(text).map(name -> new PackageName(name.text(), null));
  }

  @Override
  public Optional<String> namespace(String text) {
    return Optional.empty();
  }

  @Override
  public boolean namesWithoutNamespace() {
    return true;
  }

  @Override
  public Optional<ReleaseId> release(PackageName pkg, String version, String platform) {
    PackageId id = PackageId.of(Ecosystem.HEX, pkg.canonical());
    return HexVersion.parse(version)
        .filter(_ -> platform.isEmpty())
        .map(parsed -> ReleaseId.of(id, parsed.text()));
  }

  @Override
  public Optional<ForeignRegistry> foreign() {
    return Optional.of(new HexForeignRegistry());
  }

  @Override
  public RegistryRoutes routes(Ports ports) {
    return new HexRoutes(ports, settings);
  }

  /** What is signed, without the signature, which follows from it and the key. */
  @Override
  public ShownDocuments shown(Access access, RegistryIndex index) {
    RenderedPackages<HexRelease> packages = HexRelease.packages(index);
    return (asked, credential, document) ->
        show(new Asker(asked, credential, access), packages, document);
  }

  private static void show(
      Asker asker, RenderedPackages<HexRelease> packages, BiConsumer<String, byte[]> document) {
    String repository = HexRepository.nameOf(asker.request().organizationSlug());
    for (IndexedPackageRow row : packages.of(asker.request().organization())) {
      if (Sight.of(row.id(), asker, packages) instanceof Sight.Seen<HexRelease> seen) {
        document.accept(row.name(), HexMessages.pkg(repository, row.name(), seen.releases()));
      }
    }
  }
}
