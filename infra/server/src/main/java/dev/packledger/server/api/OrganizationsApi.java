package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationCommand;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.identity.RepositoryKeys;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.OrganizationRow;
import java.security.KeyPair;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Organisations themselves. In paths an organisation is named by its id or its slug. */
@RestController
@RequestMapping("/api/v1/organizations")
public class OrganizationsApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final People people;
  private final RepositoryKeys keys;

  OrganizationsApi(
      ApiCommands commands, DirectoryQueries directory, People people, RepositoryKeys keys) {
    this.commands = commands;
    this.directory = directory;
    this.people = people;
    this.keys = keys;
  }

  /**
   * @param slug part of every address of the organisation, for ever
   * @param ownerEmail of its first owner
   */
  public record Registration(String slug, String displayName, String ownerEmail) {}

  public record Registered(OrganizationId id, String slug, String displayName, MemberId owner) {}

  public record Renaming(String displayName) {}

  public record View(OrganizationId id, String slug, String displayName, Instant registeredAt) {
    static View of(OrganizationRow row) {
      return new View(row.id(), row.slug(), row.displayName(), row.registeredAt());
    }
  }

  /** Registers an organisation with its first owner, who joins at once. */
  @PostMapping
  public ResponseEntity<Registered> register(Call call, @RequestBody Registration body) {
    call.requireOperator();
    OrganizationId id = OrganizationId.ofSlug(body.slug());
    MemberId owner = new MemberId(call.postKey().id(MemberId.PREFIX));
    People.Person person = people.person(call, body.ownerEmail());
    Position position =
        commands.send(
            call,
            new OrganizationCommand.Register(
                id, body.slug(), body.displayName(), owner, person.id(), person.email()));
    // Fixed from here on. Should the process die before, the first who asks for it makes it.
    KeyPair unused = keys.of(id);
    return ApiCommands.created(
        "/api/v1/organizations/" + id.value(),
        position,
        new Registered(id, body.slug(), body.displayName(), owner));
  }

  @GetMapping
  public Page<View> list(
      Call call,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireOperator();
    return Pages.map(directory.organizations(Pages.request(after, limit)), View::of);
  }

  @GetMapping("/{organization}")
  public View read(Call call, @PathVariable OrganizationId organization) {
    call.requireOf(organization);
    return directory
        .organization(organization)
        .map(View::of)
        .orElseThrow(() -> ProblemException.unknown("organization"));
  }

  @PatchMapping("/{organization}")
  public ResponseEntity<Void> rename(
      Call call, @PathVariable OrganizationId organization, @RequestBody Renaming body) {
    call.require(organization, Role.ADMIN);
    return ApiCommands.done(
        commands.send(call, new OrganizationCommand.Rename(organization, body.displayName())));
  }
}
