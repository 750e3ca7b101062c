package dev.packledger.server.api;

import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.PackageRow;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Published versions. They are published by the ecosystem's own client and never changed. */
@RestController
@RequestMapping("/api/v1")
public class ReleasesApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final RegistryIndexQueries index;

  ReleasesApi(ApiCommands commands, DirectoryQueries directory, RegistryIndexQueries index) {
    this.commands = commands;
    this.directory = directory;
    this.index = index;
  }

  public record Yank(String reason) {}

  /**
   * @param message shown by clients; empty takes a deprecation back
   */
  public record Deprecation(String message) {}

  /**
   * @param yankReason null while it is not yanked
   * @param deprecation what clients show; null where it is not deprecated
   */
  public record View(
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
  public List<View> list(Call call, @PathVariable PackageId pkg) {
    call.requireReader(owner(pkg).owner());
    return index.releases(pkg).stream().map(View::of).toList();
  }

  @GetMapping("/releases/{release}")
  public View read(Call call, @PathVariable ReleaseId release) {
    IndexedReleaseRow row = row(release);
    call.requireReader(owner(row.pkg()).owner());
    return View.of(row);
  }

  /** Takes a version out of the index; whoever it is covered for can still download it. */
  @PostMapping("/releases/{release}/yank")
  public ResponseEntity<Void> yank(
      Call call, @PathVariable ReleaseId release, @RequestBody Yank body) {
    requirePublisher(call, release);
    return ApiCommands.done(commands.send(call, new ReleaseCommand.Yank(release, body.reason())));
  }

  @PostMapping("/releases/{release}/unyank")
  public ResponseEntity<Void> unyank(Call call, @PathVariable ReleaseId release) {
    requirePublisher(call, release);
    return ApiCommands.done(commands.send(call, new ReleaseCommand.Unyank(release)));
  }

  @PostMapping("/releases/{release}/deprecate")
  public ResponseEntity<Void> deprecate(
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
