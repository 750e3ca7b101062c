package dev.packledger.domain.releases;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.packages.PackageId;
import java.util.List;

/** What happened to a release. */
public sealed interface ReleaseEvent extends Event {
  /**
   * @param version the ecosystem's canonical version
   * @param platform for ecosystems with one (gems); empty otherwise
   * @param channel {@code stable} or the first pre-release identifier
   * @param packageMetadata the ecosystem's normalised metadata as canonical JSON text; opaque here
   */
  record ReleasePublished(
      PackageId pkg,
      String version,
      String platform,
      String channel,
      List<Artifact> artifacts,
      String packageMetadata)
      implements ReleaseEvent {
    public ReleasePublished {
      artifacts = List.copyOf(artifacts);
    }
  }

  /** Another file of the same release; never replaces one. */
  record ArtifactAdded(Artifact artifact) implements ReleaseEvent {}

  record ReleaseYanked(String reason) implements ReleaseEvent {}

  record ReleaseUnyanked() implements ReleaseEvent {}

  /**
   * @param message shown by clients; empty where a deprecation is taken back
   */
  record ReleaseDeprecated(String message) implements ReleaseEvent {}
}
