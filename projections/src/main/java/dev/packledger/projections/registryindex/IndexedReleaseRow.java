package dev.packledger.projections.registryindex;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release with everything that an index says of it.
 *
 * @param version the ecosystem's canonical version
 * @param platform empty for ecosystems without one
 * @param packageMetadata the ecosystem's normalised metadata as canonical JSON text
 * @param artifacts in the order they were added
 * @param publishedAt the recorded time of its {@code ReleasePublished}
 * @param publishedPosition the position of its {@code ReleasePublished}
 * @param yankedPosition the position of its last {@code ReleaseYanked}; null while it is not yanked
 * @param yankReason null while it is not yanked
 * @param deprecation what clients show; null where it is not deprecated
 * @param changedAt the position of the last event about it
 */
public record IndexedReleaseRow(
    ReleaseId id,
    PackageId pkg,
    String version,
    String platform,
    String channel,
    String packageMetadata,
    List<Artifact> artifacts,
    Instant publishedAt,
    Position publishedPosition,
    @Nullable Instant yankedAt,
    @Nullable Position yankedPosition,
    @Nullable String yankReason,
    @Nullable String deprecation,
    Position changedAt) {
  public IndexedReleaseRow {
    artifacts = List.copyOf(artifacts);
  }

  /** The same release with these files. */
  IndexedReleaseRow with(List<Artifact> files) {
    return new IndexedReleaseRow(
        id,
        pkg,
        version,
        platform,
        channel,
        packageMetadata,
        files,
        publishedAt,
        publishedPosition,
        yankedAt,
        yankedPosition,
        yankReason,
        deprecation,
        changedAt);
  }

  public boolean yanked() {
    return yankedAt != null;
  }
}
