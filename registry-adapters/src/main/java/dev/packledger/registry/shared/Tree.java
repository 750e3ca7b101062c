package dev.packledger.registry.shared;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.access.Standing;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.tokens.Scope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one asker sees of all packages of one ecosystem, for the documents that list them all:
 * everything is decided at one position, so that no document shows half of a change.
 */
public final class Tree {
  private Tree() {}

  /** A package and what is seen of it. */
  public record Package<R extends RenderedRelease>(RenderedPackage<R> rendered, Sight<R> sight) {
    public String name() {
      return rendered.name();
    }
  }

  /**
   * What is seen, at which position, and how long that stands.
   *
   * @param until null where no deadline lies ahead
   */
  public record Seen<R extends RenderedRelease>(
      List<Package<R>> packages, Position at, Instant from, @Nullable Instant until) {
    public Seen {
      packages = List.copyOf(packages);
    }

    Seen<R> withoutPackages() {
      return new Seen<>(List.of(), at, from, until);
    }

    /** Whether it is what a decision of another moment would see, as far as access goes. */
    boolean standsAt(Decision now) {
      return at.equals(now.at())
          && !now.instant().isBefore(from)
          && (until == null || now.instant().isBefore(until));
    }
  }

  /** Everything that the organisation owns or that some licence of it names or named, by name. */
  public static <R extends RenderedRelease> List<Package<R>> of(
      Asker asker, RenderedPackages<R> packages) {
    return seen(asker, packages).packages();
  }

  static <R extends RenderedRelease> Seen<R> seen(Asker asker, RenderedPackages<R> packages) {
    OrganizationId tree = asker.request().organization();
    List<Resource> asked = new ArrayList<>();
    asked.add(new Resource.Account(tree, Scope.READ));
    List<RenderedPackage<R>> all = packages.current(packages.of(tree));
    for (RenderedPackage<R> pkg : all) {
      asked.add(new Resource.Browse(tree, pkg.id()));
      asked.add(new Resource.Publish(tree, pkg.id()));
      pkg.releases()
          .forEach(release -> asked.add(new Resource.Install(tree, pkg.id(), release.id())));
    }
    Standing standing = asker.decideStanding(asked);
    List<Decision> decisions = standing.decisions();
    List<Package<R>> seen = new ArrayList<>(all.size());
    int at = 1;
    for (RenderedPackage<R> pkg : all) {
      int end = at + 2 + pkg.releases().size();
      seen.add(new Package<>(pkg, sight(pkg, decisions.subList(at, end))));
      at = end;
    }
    Decision first = decisions.getFirst();
    return new Seen<>(seen, first.at(), first.instant(), standing.until());
  }

  /**
   * What the documents of a tree follow from, in few bytes: which packages at which state, and what
   * of each is seen. Trees of one fingerprint are the same, as far as SHA-256 tells.
   */
  public record Fingerprint(String sha256) {}

  public static <R extends RenderedRelease> Fingerprint fingerprint(List<Package<R>> tree) {
    MessageDigest digest = sha256();
    for (Package<R> pkg : tree) {
      UUID id = pkg.rendered().id().bits();
      add(digest, id.getMostSignificantBits());
      add(digest, id.getLeastSignificantBits());
      add(digest, pkg.rendered().changedAt().value());
      switch (pkg.sight()) {
        case Sight.Seen<R> seen -> {
          add(digest, seen.visible());
          add(digest, seen.unlisted());
        }
        case Sight.Nothing<R> nothing -> {
          add(digest, -1);
          add(digest, nothing.unlisted());
        }
        case Sight.Hidden<R>(Decision.Denied denied) -> {
          Instant since = denied.since();
          add(digest, -2 - denied.reason().ordinal());
          add(digest, since == null ? -1 : since.getEpochSecond());
          add(digest, since == null ? -1 : since.getNano());
          denied.decidedAt().forEach(position -> add(digest, position.value()));
        }
      }
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  private static void add(MessageDigest digest, BitSet bits) {
    long[] words = bits.toLongArray();
    add(digest, words.length);
    for (long word : words) {
      add(digest, word);
    }
  }

  private static void add(MessageDigest digest, long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      digest.update((byte) (value >>> shift));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /**
   * @param decisions about browsing, about publishing, then about each release
   */
  private static <R extends RenderedRelease> Sight<R> sight(
      RenderedPackage<R> pkg, List<Decision> decisions) {
    boolean nothing = decisions.get(1) instanceof Decision.Denied;
    return nothing && decisions.getFirst() instanceof Decision.Denied denied
        ? new Sight.Hidden<>(denied)
        : Sight.among(pkg, decisions.subList(1, decisions.size()));
  }
}
