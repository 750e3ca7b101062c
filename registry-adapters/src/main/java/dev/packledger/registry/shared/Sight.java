package dev.packledger.registry.shared;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What one asker sees of one package: the single point where its releases are decided about, each
 * by itself, at every request and all at one position. Publishers see their own unfiltered.
 */
public sealed interface Sight<R extends RenderedRelease> {
  /**
   * Something.
   *
   * @param visible which of the package's listed releases, by their place; at least one
   * @param unlisted which of the others are covered: their files may be had all the same
   * @param editable whether the asker publishes it
   */
  record Seen<R extends RenderedRelease>(
      RenderedPackage<R> pkg, BitSet visible, BitSet unlisted, boolean editable)
      implements Sight<R> {
    /** The visible releases in their order. */
    public List<R> releases() {
      List<R> releases = new ArrayList<>(visible.cardinality());
      visible.stream().forEach(place -> releases.add(pkg.releases().get(place)));
      return releases;
    }

    /** The visible and the unlisted releases in their order. */
    public List<R> covered() {
      return Sight.covered(pkg, visible, unlisted);
    }

    /** The visible release that stands last. */
    public R last() {
      return pkg.releases().get(visible.length() - 1);
    }
  }

  /** Nothing, for this reason. */
  record Hidden<R extends RenderedRelease>(Decision.Denied denied) implements Sight<R> {}

  /**
   * Nothing, because there is nothing, or nothing that is listed.
   *
   * @param unlisted which of the package's releases are covered all the same
   */
  record Nothing<R extends RenderedRelease>(RenderedPackage<R> pkg, BitSet unlisted)
      implements Sight<R> {
    /** The unlisted releases in their order. */
    public List<R> covered() {
      return Sight.covered(pkg, new BitSet(), unlisted);
    }
  }

  private static <R extends RenderedRelease> List<R> covered(
      RenderedPackage<R> pkg, BitSet visible, BitSet unlisted) {
    BitSet covered = (BitSet) visible.clone();
    covered.or(unlisted);
    List<R> releases = new ArrayList<>(covered.cardinality());
    covered.stream().forEach(place -> releases.add(pkg.releases().get(place)));
    return releases;
  }

  /**
   * Whether anything may be seen is decided before the package is looked up, so that a stranger
   * waits no longer for one that exists; then everything is decided at one position.
   */
  static <R extends RenderedRelease> Sight<R> of(
      PackageId id, Asker asker, RenderedPackages<R> packages) {
    OrganizationId tree = asker.request().organization();
    Resource publish = new Resource.Publish(tree, id);
    List<Decision> first = asker.decideAll(List.of(publish, new Resource.Browse(tree, id)));
    if (first.getFirst() instanceof Decision.Denied
        && first.getLast() instanceof Decision.Denied denied) {
      return new Hidden<>(denied);
    }
    RenderedPackage<R> pkg = packages.known(id);
    List<Resource> asked = new ArrayList<>(pkg.releases().size() + 1);
    asked.add(publish);
    pkg.releases().forEach(release -> asked.add(new Resource.Install(tree, id, release.id())));
    return among(pkg, asker.decideAll(asked));
  }

  /**
   * @param decisions about publishing, then about each release
   */
  static <R extends RenderedRelease> Sight<R> among(
      RenderedPackage<R> pkg, List<Decision> decisions) {
    boolean editable = decisions.getFirst() instanceof Decision.Allowed;
    BitSet visible = new BitSet(pkg.releases().size());
    BitSet unlisted = new BitSet();
    Decision.Denied denied = null;
    for (int place = 0; place < pkg.releases().size(); place++) {
      boolean listed = pkg.releases().get(place).listed();
      if (editable || decisions.get(place + 1) instanceof Decision.Allowed) {
        (listed ? visible : unlisted).set(place);
      } else if (listed) {
        denied = (Decision.Denied) decisions.get(place + 1);
      }
    }
    if (!visible.isEmpty()) {
      return new Seen<>(pkg, visible, unlisted, editable);
    }
    return denied == null ? new Nothing<>(pkg, unlisted) : new Hidden<>(denied);
  }
}
