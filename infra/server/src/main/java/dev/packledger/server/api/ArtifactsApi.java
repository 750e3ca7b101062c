package dev.packledger.server.api;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.registry.shared.Blobs;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Further files of a release, such as its bill of materials or a signature: small ones, for those
 * whose ecosystem's client cannot add them. A file is never replaced.
 */
@RestController
@RequestMapping("/api/v1/releases/{release}/artifacts")
class ArtifactsApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final RegistryIndexQueries index;
  private final Blobs blobs;

  ArtifactsApi(
      ApiCommands commands, DirectoryQueries directory, RegistryIndexQueries index, Blobs blobs) {
    this.commands = commands;
    this.directory = directory;
    this.index = index;
    this.blobs = blobs;
  }

  /** Adds the request's body under a name; the same bytes again change nothing. */
  @PutMapping("/{filename}")
  ResponseEntity<Artifact> add(
      Call call,
      @PathVariable ReleaseId release,
      @PathVariable String filename,
      HttpServletRequest request)
      throws IOException {
    OrganizationId seller = owner(release);
    call.require(seller, Role.ADMIN, Role.PUBLISHER);
    byte[] bytes = request.getInputStream().readAllBytes();
    try (Blobs.Staged staged = blobs.stage(seller)) {
      staged.sink().write(bytes);
      // Safe now: the bytes. A crash here leaves an orphan, which is collected.
      Digest digest = staged.keep();
      Artifact artifact = new Artifact(filename, digest, bytes.length, Map.of());
      Position position = commands.send(call, new ReleaseCommand.AddArtifact(release, artifact));
      return ApiCommands.done(position, artifact);
    } catch (Blobs.LimitExceeded exceeded) {
      throw ProblemException.of(
          413, exceeded.refusal().code(), "The file is too large to be kept.");
    }
  }

  private OrganizationId owner(ReleaseId release) {
    PackageId pkg =
        index
            .release(release)
            .map(IndexedReleaseRow::pkg)
            .orElseThrow(() -> ProblemException.unknown("release"));
    return directory
        .pkg(pkg)
        .map(row -> row.owner())
        .orElseThrow(() -> ProblemException.unknown("package"));
  }
}
