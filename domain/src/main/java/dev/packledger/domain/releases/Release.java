package dev.packledger.domain.releases;

import dev.packledger.domain.packages.PackageId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a release is after its events.
 *
 * @param artifacts its files by name
 * @param yankReason why it is yanked; null where it is not
 * @param deprecation what clients show of it; empty where it is not deprecated
 */
public record Release(
    PackageId pkg,
    String version,
    String platform,
    SortedMap<String, Artifact> artifacts,
    @Nullable String yankReason,
    String deprecation) {
  public Release {
    artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
  }

  static Release published(ReleaseEvent.ReleasePublished event) {
    SortedMap<String, Artifact> artifacts = new TreeMap<>();
    event.artifacts().forEach(artifact -> artifacts.putIfAbsent(artifact.filename(), artifact));
    return new Release(event.pkg(), event.version(), event.platform(), artifacts, null, "");
  }

  Release with(Artifact artifact) {
    SortedMap<String, Artifact> changed = new TreeMap<>(artifacts);
    changed.putIfAbsent(artifact.filename(), artifact);
    return new Release(pkg, version, platform, changed, yankReason, deprecation);
  }

  Release yanked(@Nullable String reason) {
    return new Release(pkg, version, platform, artifacts, reason, deprecation);
  }

  Release deprecated(String message) {
    return new Release(pkg, version, platform, artifacts, yankReason, message);
  }
}
