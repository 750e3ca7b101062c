package dev.packledger.registry.rubygems;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.Adapter;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.ForeignRegistry;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RenderedPackages;
import dev.packledger.registry.shared.ShownDocuments;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.Tree;
import dev.packledger.registry.shared.http.RegistryRoutes;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** RubyGems as {@code server} wires it. */
public record GemAdapter(GemLimits limits) implements Adapter {
  @Override
  public Ecosystem ecosystem() {
    return Ecosystem.RUBYGEMS;
  }

  @Override
  public Optional<PackageName> pkg(String text) {
    return GemName.parse(text).map(name -> new PackageName(name.text(), null));
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
    GemName name = new GemName(pkg.canonical());
    return GemVersion.parse(version)
        .flatMap(
            number -> GemPlatform.parse(platform).map(built -> GemRelease.id(name, number, built)));
  }

  @Override
  public Optional<ForeignRegistry> foreign() {
    return Optional.of(new GemForeignRegistry());
  }

  @Override
  public RegistryRoutes routes(Ports ports) {
    return new GemRoutes(ports, limits);
  }

  @Override
  public ShownDocuments shown(Access access, RegistryIndex index) {
    RenderedPackages<GemRelease> packages = GemRelease.packages(index);
    return (asked, credential, document) ->
        show(Tree.of(new Asker(asked, credential, access), packages), document);
  }

  private static void show(
      List<Tree.Package<GemRelease>> tree, BiConsumer<String, byte[]> document) {
    document.accept("versions", GemIndex.versions(tree));
    document.accept("names", GemIndex.names(tree));
    for (GemSpecs.Kind kind : GemSpecs.Kind.values()) {
      document.accept("specs " + kind, GemSpecs.list(tree, kind));
    }
    for (Tree.Package<GemRelease> gem : tree) {
      if (gem.sight() instanceof Sight.Seen<GemRelease> seen) {
        document.accept("info/" + gem.name(), GemIndex.info(seen.releases()));
      }
    }
  }
}
