package dev.packledger.registry.shared;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package with everything of it.
 *
 * @param name the ecosystem's canonical name
 * @param releases in the order that the ecosystem's documents want them, yanked ones too
 * @param tags as they were put, whether or not their versions can be seen
 * @param changedAt while it stands, so does everything here
 */
public record RenderedPackage<R extends RenderedRelease>(
    PackageId id,
    String name,
    List<R> releases,
    SortedMap<String, String> tags,
    Position changedAt) {
  private static final long WEIGHT = 1000;

  public RenderedPackage {
    releases = List.copyOf(releases);
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  public Optional<R> release(ReleaseId id) {
    return releases.stream().filter(release -> release.id().equals(id)).findFirst();
  }

  /** What an edit must name as the one it read. */
  public String revision() {
    return Long.toString(changedAt.value());
  }

  long weight() {
    return releases.stream().mapToLong(RenderedRelease::weight).sum() + WEIGHT;
  }
}
