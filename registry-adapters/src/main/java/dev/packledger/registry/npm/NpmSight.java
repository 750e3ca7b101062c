package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.registry.npm.NpmPackages.NpmPackage;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one asker sees of one package: the single point where its releases are decided about, each
 * by itself, at every request.
 */
sealed interface NpmSight {
  /**
   * Something.
   *
   * @param visible which of the package's releases, by their place; at least one
   * @param editable whether the asker publishes it
   */
  record Seen(NpmPackage pkg, BitSet visible, boolean editable) implements NpmSight {
    NpmIndex index(URI base) {
      List<NpmRelease> releases = new ArrayList<>(visible.cardinality());
      visible.stream().forEach(place -> releases.add(pkg.releases().get(place)));
      return new NpmIndex(pkg.name(), releases, pkg.tags(), base);
    }

    NpmVersion greatest() {
      return pkg.releases().get(visible.length() - 1).version();
    }

    /** What an edit must name as the one it read; null where nothing may be edited. */
    @Nullable String revision() {
      return editable ? pkg.revision() : null;
    }
  }

  /** Nothing, for this reason. */
  record Hidden(Decision.Denied denied) implements NpmSight {}

  /** Nothing, because there is nothing. */
  record Nothing() implements NpmSight {}

  /**
   * Whether anything may be seen is decided before the package is looked up, so that a stranger
   * waits no longer for one that exists; then everything is decided at one position.
   */
  static NpmSight of(NpmName name, NpmAsker asker, NpmPackages packages) {
    OrganizationId tree = asker.request().organization();
    PackageId id = name.id();
    Resource publish = new Resource.Publish(tree, id);
    List<Decision> first = asker.decideAll(List.of(publish, new Resource.Browse(tree, id)));
    if (first.getFirst() instanceof Decision.Denied
        && first.getLast() instanceof Decision.Denied denied) {
      return new Hidden(denied);
    }
    NpmPackage pkg = packages.known(name);
    List<Resource> asked = new ArrayList<>(pkg.releases().size() + 1);
    asked.add(publish);
    pkg.releases().forEach(release -> asked.add(new Resource.Install(tree, id, release.id())));
    return among(pkg, asker.decideAll(asked));
  }

  /**
   * @param decisions about publishing, then about each release
   */
  private static NpmSight among(NpmPackage pkg, List<Decision> decisions) {
    boolean editable = decisions.getFirst() instanceof Decision.Allowed;
    BitSet visible = new BitSet(pkg.releases().size());
    Decision.Denied denied = null;
    for (int place = 0; place < pkg.releases().size(); place++) {
      if (pkg.releases().get(place).yanked()) {
        continue;
      }
      if (!editable && decisions.get(place + 1) instanceof Decision.Denied no) {
        denied = no;
      } else {
        visible.set(place);
      }
    }
    if (!visible.isEmpty()) {
      return new Seen(pkg, visible, editable);
    }
    return denied == null ? new Nothing() : new Hidden(denied);
  }
}
