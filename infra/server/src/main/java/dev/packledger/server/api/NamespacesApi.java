package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.namespaces.NamespaceCommand;
import dev.packledger.domain.namespaces.NamespaceId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.NamespaceRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who owns an npm scope and the like; only the owner publishes in it. */
@RestController
@RequestMapping("/api/v1")
public class NamespacesApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final EcosystemNames names;

  NamespacesApi(ApiCommands commands, DirectoryQueries directory, EcosystemNames names) {
    this.commands = commands;
    this.names = names;
    this.directory = directory;
  }

  /**
   * @param name with or without the ecosystem's decoration: {@code @acme} or {@code acme}
   */
  public record Registration(Ecosystem ecosystem, String name) {}

  public record Transfer(OrganizationId to) {}

  /**
   * @param name without decoration
   */
  public record View(
      NamespaceId id,
      Ecosystem ecosystem,
      String name,
      OrganizationId owner,
      @Nullable Instant registeredAt) {
    static View of(NamespaceRow row) {
      return new View(row.id(), row.ecosystem(), row.name(), row.owner(), row.registeredAt());
    }
  }

  @PostMapping("/organizations/{organization}/namespaces")
  public ResponseEntity<View> register(
      Call call, @PathVariable OrganizationId organization, @RequestBody Registration body) {
    call.require(organization, Role.ADMIN, Role.PUBLISHER);
    String name = names.namespace(body.ecosystem(), body.name());
    NamespaceId id = NamespaceId.of(body.ecosystem(), name);
    Position position =
        commands.send(
            call, new NamespaceCommand.Register(id, body.ecosystem(), name, organization));
    return ApiCommands.created(
        "/api/v1/namespaces/" + id.value(),
        position,
        new View(id, body.ecosystem(), name, organization, null));
  }

  @GetMapping("/organizations/{organization}/namespaces")
  public Page<View> list(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return Pages.map(directory.namespaces(organization, Pages.request(after, limit)), View::of);
  }

  @GetMapping("/namespaces/{namespace}")
  public View read(Call call, @PathVariable NamespaceId namespace) {
    NamespaceRow row = row(namespace);
    call.requireReader(row.owner());
    return View.of(row);
  }

  /** Gives a namespace to another organisation; packages in it keep their owner. */
  @PostMapping("/namespaces/{namespace}/transfer")
  public ResponseEntity<Void> transfer(
      Call call, @PathVariable NamespaceId namespace, @RequestBody Transfer body) {
    OrganizationId owner = row(namespace).owner();
    call.require(owner, Role.ADMIN);
    if (directory.organization(body.to()).isEmpty()) {
      throw ProblemException.unknown("organization");
    }
    return ApiCommands.done(
        commands.send(call, new NamespaceCommand.Transfer(namespace, owner, body.to())));
  }

  private NamespaceRow row(NamespaceId namespace) {
    return directory.namespace(namespace).orElseThrow(() -> ProblemException.unknown("namespace"));
  }
}
