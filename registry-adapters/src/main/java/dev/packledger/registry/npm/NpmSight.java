package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.organizations.OrganizationId;
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

  static NpmSight of(NpmName name, NpmAsker asker, NpmPackages packages) {
    OrganizationId tree = asker.request().organization();
    boolean editable =
        asker.decide(new Resource.Publish(tree, name.id())) instanceof Decision.Allowed;
    Decision browse = asker.decide(new Resource.Browse(tree, name.id()));
    if (browse instanceof Decision.Denied denied && !editable) {
      return new Hidden(denied);
    }
    return among(packages.known(name), editable, asker);
  }

  private static NpmSight among(NpmPackage pkg, boolean editable, NpmAsker asker) {
    BitSet visible = new BitSet(pkg.releases().size());
    Decision.Denied denied = null;
    for (int place = 0; place < pkg.releases().size(); place++) {
      NpmRelease release = pkg.releases().get(place);
      if (release.yanked()) {
        continue;
      }
      if (!editable && asker.install(pkg.name(), release.id()) instanceof Decision.Denied no) {
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
