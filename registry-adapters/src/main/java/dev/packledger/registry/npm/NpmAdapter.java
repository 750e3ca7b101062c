package dev.packledger.registry.npm;

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

/** npm as {@code server} wires it. */
public record NpmAdapter(NpmSettings settings) implements Adapter {
  @Override
  public Ecosystem ecosystem() {
    return Ecosystem.NPM;
  }

  @Override
  public Optional<PackageName> pkg(String text) {
    return NpmName.parse(text).map(name -> new PackageName(name.text(), name.namespace()));
  }

  @Override
  public Optional<String> namespace(String text) {
    String scope = text.startsWith("@") ? text.substring(1) : text;
    return NpmName.parse('@' + scope + "/name").map(NpmName::scope);
  }

  @Override
  public boolean namesWithoutNamespace() {
    return settings.unscopedNames();
  }

  @Override
  public Optional<ReleaseId> release(PackageName pkg, String version, String platform) {
    PackageId id = PackageId.of(Ecosystem.NPM, pkg.canonical());
    return NpmVersion.clean(version)
        .filter(_ -> platform.isEmpty())
        .map(parsed -> ReleaseId.of(id, parsed.text()));
  }

  @Override
  public Optional<ForeignRegistry> foreign() {
    return Optional.of(new NpmForeignRegistry());
  }

  @Override
  public RegistryRoutes routes(Ports ports) {
    return new NpmRoutes(ports, settings);
  }

  @Override
  public ShownDocuments shown(Access access, RegistryIndex index) {
    RenderedPackages<NpmRelease> packages = NpmRelease.packages(index);
    return (asked, credential, document) ->
        show(new Asker(asked, credential, access), packages, document);
  }

  private static void show(
      Asker asker, RenderedPackages<NpmRelease> packages, BiConsumer<String, byte[]> document) {
    for (IndexedPackageRow row : packages.of(asker.request().organization())) {
      if (Sight.of(row.id(), asker, packages) instanceof Sight.Seen<NpmRelease> seen) {
        for (NpmIndex.Form form : NpmIndex.Form.values()) {
          document.accept(
              row.name() + ' ' + form, NpmIndex.packument(seen, asker.request().base(), form));
        }
      }
    }
  }
}
