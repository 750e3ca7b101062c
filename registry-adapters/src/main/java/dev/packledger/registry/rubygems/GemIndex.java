package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Position;
import dev.packledger.registry.shared.Sight;
import dev.packledger.registry.shared.Tree;
import dev.packledger.registry.shared.http.DenialStatus;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The compact index: a pure function from what one asker may see to exact bytes (rubygems/guides
 * rubygems-org-compact-index-api.md; rubygems/compact_index lib/compact_index.rb).
 *
 * <p>{@code versions} has one line for each change that a release's publisher made, in the order of
 * ledger positions, and each line the MD5 that {@code info} had after it: so that a new release
 * appends a line and changes no byte before it, and bundler fetches the line alone. What an asker
 * once had and lost ends with a line of its own, placed where the ledger or its deadline ended it;
 * the lines before it go, so that bundler then fetches the whole once.
 */
public final class GemIndex {
  /** {@code info} of a gem of which this asker once had something. */
  static final String EMPTY = "---\n";

  /**
   * Bundler removes this version from what it knows, which never was there; what counts is the MD5
   * behind it, by which it finds that its copy of {@code info} is old.
   */
  private static final String NO_VERSION = "-0";

  /** The file never is compacted into a new base, so nothing is said of when it was. */
  private static final String HEADER = "created_at: 1970-01-01T00:00:00Z\n---\n";

  private static final HexFormat HEX = HexFormat.of();

  private GemIndex() {}

  /** {@code /info/NAME}: visible releases in the order they were published. */
  static byte[] info(List<GemRelease> visible) {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    info.writeBytes(EMPTY.getBytes(UTF_8));
    visible.forEach(release -> info.writeBytes(release.lineBytes()));
    return info.toByteArray();
  }

  /** {@code /names}: gems of which something can be seen. */
  static byte[] names(List<Tree.Package<GemRelease>> tree) {
    StringBuilder names = new StringBuilder(EMPTY);
    for (Tree.Package<GemRelease> gem : tree) {
      if (gem.sight() instanceof Sight.Seen<GemRelease>) {
        names.append(gem.name()).append('\n');
      }
    }
    return names.toString().getBytes(UTF_8);
  }

  /** {@code /versions}. */
  static byte[] versions(List<Tree.Package<GemRelease>> tree) {
    List<Line> lines = new ArrayList<>();
    NavigableMap<Instant, Position> published = new TreeMap<>();
    for (Tree.Package<GemRelease> gem : tree) {
      for (GemRelease release : covered(gem.sight())) {
        published.merge(
            release.publishedAt(),
            release.publishedPosition(),
            (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
      lines.addAll(history(gem.name(), covered(gem.sight())));
    }
    for (Tree.Package<GemRelease> gem : tree) {
      if (gem.sight() instanceof Sight.Hidden<GemRelease>(Decision.Denied denied) && lost(denied)) {
        lines.add(new Line(endedAt(denied, published), gem.name(), NO_VERSION, md5Of(EMPTY)));
      }
    }
    lines.sort(Comparator.comparing(Line::position).thenComparing(Line::name));
    StringBuilder versions = new StringBuilder(HEADER);
    lines.forEach(line -> line.write(versions));
    return versions.toString().getBytes(UTF_8);
  }

  /** Whether somebody who is told this once had something, or may have had. */
  static boolean lost(Decision.Denied denied) {
    return isOfLicense(denied.reason()) && denied.reason() != Reason.LICENSE_NOT_STARTED;
  }

  /** Whether it is the licence that says no, and not the token: other gems may be seen then. */
  static boolean isOfLicense(Reason reason) {
    return DenialStatus.of(reason) == 403 && reason.compareTo(Reason.RELEASE_UNKNOWN) > 0;
  }

  private record Line(Position position, String name, String version, String md5) {
    void write(StringBuilder to) {
      to.append(name).append(' ').append(version).append(' ').append(md5).append('\n');
    }
  }

  private static List<GemRelease> covered(Sight<GemRelease> sight) {
    return switch (sight) {
      case Sight.Seen<GemRelease> seen -> seen.covered();
      case Sight.Nothing<GemRelease> nothing -> nothing.covered();
      case Sight.Hidden<GemRelease> _ -> List.of();
    };
  }

  /** Published and withdrawn, each with the MD5 of {@code info} after it. */
  private static List<Line> history(String name, List<GemRelease> releases) {
    List<Line> lines = new ArrayList<>(releases.size());
    List<GemRelease> present = new ArrayList<>(releases.size());
    MessageDigest digest = md5();
    digest.update(EMPTY.getBytes(UTF_8));
    for (Change change : changes(releases)) {
      GemRelease release = change.release();
      if (change.withdrawn()) {
        present.remove(release);
        digest.reset();
        digest.update(info(present));
      } else {
        present.add(release);
        digest.update(release.lineBytes());
      }
      String version = (change.withdrawn() ? "-" : "") + release.shown();
      lines.add(new Line(change.position(), name, version, HEX.formatHex(soFar(digest))));
    }
    return lines;
  }

  private record Change(Position position, GemRelease release, boolean withdrawn) {}

  private static List<Change> changes(List<GemRelease> releases) {
    List<Change> changes = new ArrayList<>(releases.size());
    for (GemRelease release : releases) {
      changes.add(new Change(release.publishedPosition(), release, false));
      Position withdrawn = release.withdrawnAt();
      if (withdrawn != null) {
        changes.add(new Change(withdrawn, release, true));
      }
    }
    changes.sort(Comparator.comparing(Change::position));
    return changes;
  }

  /**
   * The position after which the end stands: a deadline has none of its own, so it follows what was
   * published before it.
   */
  private static Position endedAt(
      Decision.Denied denied, NavigableMap<Instant, Position> published) {
    Instant since = denied.since();
    if (since == null) {
      return denied.decidedAt().stream().max(Comparator.naturalOrder()).orElse(Position.START);
    }
    var before = published.floorEntry(since);
    return before == null ? Position.START : before.getValue();
  }

  private static String md5Of(String text) {
    return HEX.formatHex(md5().digest(text.getBytes(UTF_8)));
  }

  private static byte[] soFar(MessageDigest digest) {
    try {
      return ((MessageDigest) digest.clone()).digest();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("the JDK's MD5 can be cloned", impossible);
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has MD5", impossible);
    }
  }
}
