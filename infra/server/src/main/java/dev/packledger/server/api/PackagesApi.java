package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageCommand;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.NamespaceRow;
import dev.packledger.projections.directory.PackageRow;
import dev.packledger.projections.registryindex.IndexedTagRow;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.registry.shared.Adapter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Packages and their tags, for those who do not use the ecosystem's own client. */
@RestController
@RequestMapping("/api/v1")
public class PackagesApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final RegistryIndexQueries index;
  private final EcosystemNames names;

  PackagesApi(
      ApiCommands commands,
      DirectoryQueries directory,
      RegistryIndexQueries index,
      EcosystemNames names) {
    this.commands = commands;
    this.directory = directory;
    this.index = index;
    this.names = names;
  }

  public record Registration(Ecosystem ecosystem, String name) {}

  public record View(
      PackageId id,
      Ecosystem ecosystem,
      String name,
      OrganizationId owner,
      @Nullable List<TagView> tags) {
    static View of(PackageRow row, @Nullable List<TagView> tags) {
      return new View(row.id(), row.ecosystem(), row.name(), row.owner(), tags);
    }
  }

  public record TagView(String tag, String version) {
    static TagView of(IndexedTagRow row) {
      return new TagView(row.tag(), row.version());
    }
  }

  public record TagMove(String version) {}

  /** Registers a name before its first version; publishing does it too. */
  @PostMapping("/organizations/{organization}/packages")
  public ResponseEntity<View> register(
      Call call, @PathVariable OrganizationId organization, @RequestBody Registration body) {
    call.require(organization, Role.ADMIN, Role.PUBLISHER);
    Adapter.PackageName name = names.pkg(body.ecosystem(), body.name());
    requireNamespace(organization, body.ecosystem(), name);
    PackageId id = PackageId.of(body.ecosystem(), name.canonical());
    Position position =
        commands.send(
            call,
            new PackageCommand.Register(id, body.ecosystem(), name.canonical(), organization));
    return ApiCommands.created(
        "/api/v1/packages/" + id.value(),
        position,
        new View(id, body.ecosystem(), name.canonical(), organization, null));
  }

  @GetMapping("/organizations/{organization}/packages")
  public Page<View> list(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return Pages.map(
        directory.packages(organization, Pages.request(after, limit)), row -> View.of(row, null));
  }

  @GetMapping("/packages/{pkg}")
  public View read(Call call, @PathVariable PackageId pkg) {
    PackageRow row = row(pkg);
    call.requireReader(row.owner());
    return View.of(row, index.tags(pkg).stream().map(TagView::of).toList());
  }

  @PutMapping("/packages/{pkg}/tags/{tag}")
  public ResponseEntity<Void> moveTag(
      Call call, @PathVariable PackageId pkg, @PathVariable String tag, @RequestBody TagMove body) {
    call.require(row(pkg).owner(), Role.ADMIN, Role.PUBLISHER);
    boolean exists =
        index.releases(pkg).stream().anyMatch(row -> row.version().equals(body.version()));
    if (!exists) {
      throw ProblemException.unknown("release");
    }
    return ApiCommands.done(
        commands.send(call, new PackageCommand.MoveTag(pkg, tag, body.version())));
  }

  @DeleteMapping("/packages/{pkg}/tags/{tag}")
  public ResponseEntity<Void> removeTag(
      Call call, @PathVariable PackageId pkg, @PathVariable String tag) {
    call.require(row(pkg).owner(), Role.ADMIN, Role.PUBLISHER);
    return ApiCommands.done(commands.send(call, new PackageCommand.RemoveTag(pkg, tag)));
  }

  private void requireNamespace(
      OrganizationId owner, Ecosystem ecosystem, Adapter.PackageName name) {
    if (name.namespace() == null) {
      if (!names.withoutNamespace(ecosystem)) {
        throw ProblemException.of(
            422, "package.name_unscoped", "The name needs a scope of yours: @scope/name.");
      }
      return;
    }
    boolean owned =
        directory
            .namespace(name.namespace())
            .map(NamespaceRow::owner)
            .filter(owner::equals)
            .isPresent();
    if (!owned) {
      throw ProblemException.of(
          403, "namespace.not_owner", "Only the owner of a namespace publishes in it.");
    }
  }

  private PackageRow row(PackageId pkg) {
    return directory.pkg(pkg).orElseThrow(() -> ProblemException.unknown("package"));
  }
}
