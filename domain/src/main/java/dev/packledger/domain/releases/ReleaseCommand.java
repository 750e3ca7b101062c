package dev.packledger.domain.releases;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.packages.PackageId;
import java.util.List;

/** What may be asked of a release. */
public sealed interface ReleaseCommand extends Command {
  ReleaseId release();

  @Override
  default Id stream() {
    return release();
  }

  /** Publishes a version; refused where it exists, its bytes equal or not. */
  record Publish(
      ReleaseId release,
      PackageId pkg,
      String version,
      String platform,
      String channel,
      List<Artifact> artifacts,
      String packageMetadata)
      implements ReleaseCommand {
    public Publish {
      artifacts = List.copyOf(artifacts);
    }
  }

  record AddArtifact(ReleaseId release, Artifact artifact) implements ReleaseCommand {}

  record Yank(ReleaseId release, String reason) implements ReleaseCommand {}

  record Unyank(ReleaseId release) implements ReleaseCommand {}

  record Deprecate(ReleaseId release, String message) implements ReleaseCommand {}
}
