package dev.packledger.server.api;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.PackageRow;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.registry.shared.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Published versions. They are published by the ecosystem's own client and never changed. */
@RestController
@RequestMapping("/api/v1")
class ReleasesApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final RegistryIndexQueries index;
  private final Blobs blobs;

  ReleasesApi(
      ApiCommands commands, DirectoryQueries directory, RegistryIndexQueries index, Blobs blobs) {
    this.commands = commands;
    this.directory = directory;
    this.index = index;
    this.blobs = blobs;
  }

  record Yank(String reason) {}

  /**
   * @param message shown by clients; empty takes a deprecation back
   */
  record Deprecation(String message) {}

  /**
   * @param yankReason null while it is not yanked
   * @param deprecation what clients show; null where it is not deprecated
   */
  record View(
      ReleaseId id,
      PackageId pkg,
      String version,
      String platform,
      String channel,
      List<Artifact> artifacts,
      Instant publishedAt,
      @Nullable Instant yankedAt,
      @Nullable String yankReason,
      @Nullable String deprecation) {
    static View of(IndexedReleaseRow row) {
      return new View(
          row.id(),
          row.pkg(),
          row.version(),
          row.platform(),
          row.channel(),
          row.artifacts(),
          row.publishedAt(),
          row.yankedAt(),
          row.yankReason(),
          row.deprecation());
    }
  }

  @GetMapping("/packages/{pkg}/releases")
  List<View> list(Call call, @PathVariable PackageId pkg) {
    call.requireReader(owner(pkg).owner());
    return index.releases(pkg).stream().map(View::of).toList();
  }

  @GetMapping("/releases/{release}")
  View read(Call call, @PathVariable ReleaseId release) {
    IndexedReleaseRow row = row(release);
    call.requireReader(owner(row.pkg()).owner());
    return View.of(row);
  }

  /**
   * Adds a file to a release, such as a signature or a bill of materials; never replaces one. The
   * body is the file.
   */
  @PutMapping(
      value = "/releases/{release}/artifacts/{filename}",
      consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  ResponseEntity<Artifact> addArtifact(
      Call call, @PathVariable ReleaseId release, @PathVariable String filename, InputStream body)
      throws IOException {
    OrganizationId owner = owner(row(release).pkg()).owner();
    call.require(owner, Role.ADMIN, Role.PUBLISHER);
    try (Blobs.Staged staged = blobs.stage(owner)) {
      long size = body.transferTo(staged.sink());
      // Safe now: the bytes. A crash here leaves an orphan that the next collection removes.
      Artifact artifact = new Artifact(filename, staged.keep(), size, Map.of());
      return ApiCommands.done(
          commands.send(call, new ReleaseCommand.AddArtifact(release, artifact)), artifact);
    } catch (Blobs.LimitExceeded tooLarge) {
      throw ProblemException.of(
          413, tooLarge.refusal().code(), String.valueOf(tooLarge.getMessage()));
    }
  }

  /** Takes a version out of the index; whoever it is covered for can still download it. */
  @PostMapping("/releases/{release}/yank")
  ResponseEntity<Void> yank(Call call, @PathVariable ReleaseId release, @RequestBody Yank body) {
    requirePublisher(call, release);
    return ApiCommands.done(commands.send(call, new ReleaseCommand.Yank(release, body.reason())));
  }

  @PostMapping("/releases/{release}/unyank")
  ResponseEntity<Void> unyank(Call call, @PathVariable ReleaseId release) {
    requirePublisher(call, release);
    return ApiCommands.done(commands.send(call, new ReleaseCommand.Unyank(release)));
  }

  @PostMapping("/releases/{release}/deprecate")
  ResponseEntity<Void> deprecate(
      Call call, @PathVariable ReleaseId release, @RequestBody Deprecation body) {
    requirePublisher(call, release);
    return ApiCommands.done(
        commands.send(call, new ReleaseCommand.Deprecate(release, body.message())));
  }

  private void requirePublisher(Call call, ReleaseId release) {
    call.require(owner(row(release).pkg()).owner(), Role.ADMIN, Role.PUBLISHER);
  }

  private IndexedReleaseRow row(ReleaseId release) {
    return index.release(release).orElseThrow(() -> ProblemException.unknown("release"));
  }

  private PackageRow owner(PackageId pkg) {
    return directory.pkg(pkg).orElseThrow(() -> ProblemException.unknown("package"));
  }
}
