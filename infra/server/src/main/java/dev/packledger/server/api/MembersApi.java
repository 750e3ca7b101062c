package dev.packledger.server.api;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationCommand;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.identity.signin.OneTimeLinks;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.MemberRow;
import dev.packledger.server.web.Addresses;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who belongs to an organisation, and in which role. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}")
public class MembersApi {
  private static final Duration INVITATION_TIME = Duration.ofDays(7);

  private final ApiCommands commands;
  private final DirectoryQueries directory;
  private final People people;
  private final OneTimeLinks links;
  private final Addresses addresses;

  MembersApi(
      ApiCommands commands,
      DirectoryQueries directory,
      People people,
      OneTimeLinks links,
      Addresses addresses) {
    this.commands = commands;
    this.directory = directory;
    this.people = people;
    this.links = links;
    this.addresses = addresses;
  }

  /**
   * @param roleUntil when the role ends; auditors always have an end
   */
  public record Invitation(String email, Role role, @Nullable Instant roleUntil) {}

  /**
   * @param until the first instant at which it no longer works
   */
  public record InvitationLink(URI link, Instant until) {
    /** Without the secret, whoever prints it. */
    @Override
    public String toString() {
      return "InvitationLink[" + until + ']';
    }
  }

  public record Invited(MemberId id, Role role, @Nullable Instant roleUntil) {}

  public record RoleChange(Role role, @Nullable Instant roleUntil) {}

  /**
   * @param member who becomes an owner; null for a new member
   */
  public record Restoration(@Nullable MemberId member, String email) {}

  /**
   * @param email null where the person was forgotten
   */
  public record View(
      MemberId id,
      PersonId person,
      @Nullable String email,
      Role role,
      @Nullable Instant roleUntil,
      Instant invitedAt,
      @Nullable Instant joinedAt,
      @Nullable Instant removedAt) {}

  @PostMapping("/members")
  public ResponseEntity<Invited> invite(
      Call call, @PathVariable OrganizationId organization, @RequestBody Invitation body) {
    call.require(organization, Role.ADMIN);
    requireMayGive(call, body.role());
    MemberId member = new MemberId(call.postKey().id(MemberId.PREFIX));
    People.Person person = people.person(call, body.email());
    Position position =
        commands.send(
            call,
            new OrganizationCommand.InviteMember(
                organization, member, person.id(), person.email(), body.role(), body.roleUntil()));
    return ApiCommands.created(
        path(organization, member), position, new Invited(member, body.role(), body.roleUntil()));
  }

  @GetMapping("/members")
  public Page<View> list(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return Pages.map(directory.members(organization, Pages.request(after, limit)), this::view);
  }

  @GetMapping("/members/{member}")
  public View read(
      Call call, @PathVariable OrganizationId organization, @PathVariable MemberId member) {
    call.requireReader(organization);
    return view(row(organization, member));
  }

  /**
   * A link by which an invited person sets a password and joins, once. The operator makes it and
   * sees to it that it reaches that person: who invites them could else pass for them.
   */
  @PostMapping("/members/{member}/invitation-links")
  public ResponseEntity<InvitationLink> invitationLink(
      Call call, @PathVariable OrganizationId organization, @PathVariable MemberId member) {
    call.requireOperator();
    MemberRow row = row(organization, member);
    if (row.removedAt() != null) {
      throw ProblemException.of(409, "member.removed", "The member was removed.");
    }
    Instant until = call.now().plus(INVITATION_TIME);
    String secret =
        links.create(
            OneTimeLinks.Kind.INVITATION, row.person(), organization, member, until, call.now());
    URI link = URI.create(addresses.server() + "/invitation/" + secret);
    return ResponseEntity.created(link).body(new InvitationLink(link, until));
  }

  /** The invited person joins; an administrator vouches for them. */
  @PostMapping("/members/{member}/join")
  public ResponseEntity<Void> join(
      Call call, @PathVariable OrganizationId organization, @PathVariable MemberId member) {
    call.require(organization, Role.ADMIN);
    return ApiCommands.done(
        commands.send(call, new OrganizationCommand.Join(organization, member)));
  }

  @PatchMapping("/members/{member}")
  public ResponseEntity<Void> changeRole(
      Call call,
      @PathVariable OrganizationId organization,
      @PathVariable MemberId member,
      @RequestBody RoleChange body) {
    call.require(organization, Role.ADMIN);
    requireMayGive(call, body.role());
    requireMayGive(call, row(organization, member).role());
    return ApiCommands.done(
        commands.send(
            call,
            new OrganizationCommand.ChangeRole(
                organization, member, body.role(), body.roleUntil())));
  }

  @DeleteMapping("/members/{member}")
  public ResponseEntity<Void> remove(
      Call call, @PathVariable OrganizationId organization, @PathVariable MemberId member) {
    call.require(organization, Role.ADMIN);
    requireMayGive(call, row(organization, member).role());
    return ApiCommands.done(
        commands.send(call, new OrganizationCommand.RemoveMember(organization, member)));
  }

  /** An operator gives an organisation that lost its owners a new one. */
  @PostMapping("/owner-restorations")
  public ResponseEntity<Invited> restoreOwner(
      Call call, @PathVariable OrganizationId organization, @RequestBody Restoration body) {
    call.requireOperator();
    MemberId named = body.member();
    MemberId member = named == null ? new MemberId(call.postKey().id(MemberId.PREFIX)) : named;
    People.Person person = people.person(call, body.email());
    Position position =
        commands.send(
            call,
            new OrganizationCommand.RestoreOwner(
                organization, member, person.id(), person.email()));
    return ApiCommands.created(
        path(organization, member), position, new Invited(member, Role.OWNER, null));
  }

  /** Only an owner makes or unmakes owners. */
  private static void requireMayGive(Call call, Role role) {
    if (role == Role.OWNER
        && call.caller() instanceof Caller.Party party
        && party.role() != Role.OWNER) {
      throw ProblemException.of(403, "role.missing", "Only an owner may do this.");
    }
  }

  private MemberRow row(OrganizationId organization, MemberId member) {
    return directory
        .member(organization, member)
        .orElseThrow(() -> ProblemException.unknown("member"));
  }

  private View view(MemberRow row) {
    return new View(
        row.member(),
        row.person(),
        people.open(row.email()),
        row.role(),
        row.roleUntil(),
        row.invitedAt(),
        row.joinedAt(),
        row.removedAt());
  }

  private static String path(OrganizationId organization, MemberId member) {
    return "/api/v1/organizations/" + organization.value() + "/members/" + member.value();
  }
}
