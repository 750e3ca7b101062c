package dev.packledger.domain.organizations;

import static dev.packledger.domain.ledger.Outcome.accepted;
import static dev.packledger.domain.ledger.Outcome.refused;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PersonId;
import dev.packledger.domain.organizations.Organization.Member;
import dev.packledger.domain.organizations.Organization.Standing;
import dev.packledger.domain.organizations.OrganizationCommand.ChangeRole;
import dev.packledger.domain.organizations.OrganizationCommand.InviteMember;
import dev.packledger.domain.organizations.OrganizationCommand.Join;
import dev.packledger.domain.organizations.OrganizationCommand.RemoveMember;
import dev.packledger.domain.organizations.OrganizationCommand.RestoreOwner;
import dev.packledger.domain.organizations.OrganizationEvent.MemberInvited;
import dev.packledger.domain.organizations.OrganizationEvent.MemberJoined;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRemoved;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRoleChanged;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link OrganizationDecider} that is about members, their roles and the last owner.
 */
final class MemberRules {
  private MemberRules() {}

  static Outcome invite(Organization state, InviteMember command, Instant now) {
    Member known = state.members().get(command.member());
    if (known != null
        && !known.isRemoved()
        && known.person().equals(command.person())
        && hasRole(known, command.role(), command.roleUntil())) {
      return accepted();
    }
    if (!command.email().person().equals(command.person())) {
      return emailOfAnother();
    }
    if (isTaken(state, command.member(), command.person())) {
      return memberExists();
    }
    Outcome wrongEnd = wrongEnd(command.role(), command.roleUntil(), now);
    return wrongEnd != null
        ? wrongEnd
        : accepted(
            new MemberInvited(
                command.member(),
                command.person(),
                command.email(),
                command.role(),
                command.roleUntil()));
  }

  /** An id is for one person for ever; a person has one membership at a time. */
  private static boolean isTaken(Organization state, MemberId member, PersonId person) {
    Member known = state.members().get(member);
    return (known != null && !(known.isRemoved() && known.person().equals(person)))
        || state.membershipOf(person).isPresent();
  }

  static Outcome join(Organization state, Join command) {
    Member member = state.members().get(command.member());
    if (member == null || member.isRemoved()) {
      return unknownMember();
    }
    return member.standing() == Standing.JOINED
        ? accepted()
        : accepted(new MemberJoined(command.member()));
  }

  static Outcome changeRole(Organization state, ChangeRole command, Instant now) {
    Member member = state.members().get(command.member());
    if (member == null || member.isRemoved()) {
      return unknownMember();
    }
    if (hasRole(member, command.role(), command.roleUntil())) {
      return accepted();
    }
    Outcome wrongEnd = wrongEnd(command.role(), command.roleUntil(), now);
    if (wrongEnd != null) {
      return wrongEnd;
    }
    return state.isLastOwner(command.member())
        ? lastOwner()
        : accepted(new MemberRoleChanged(command.member(), command.role(), command.roleUntil()));
  }

  static Outcome remove(Organization state, RemoveMember command) {
    Member member = state.members().get(command.member());
    if (member == null) {
      return unknownMember();
    }
    if (member.isRemoved()) {
      return accepted();
    }
    return state.isLastOwner(command.member())
        ? lastOwner()
        : accepted(new MemberRemoved(command.member()));
  }

  /** Joins at once, as the founder did: an invitation would leave nobody to rely on. */
  static Outcome restoreOwner(Organization state, RestoreOwner command, Actor actor) {
    if (actor.kind() != Actor.Kind.OPERATOR) {
      return refused(
          OrganizationRefusal.OPERATOR_REQUIRED, "Only an operator may restore an owner.");
    }
    if (!command.email().person().equals(command.person())) {
      return emailOfAnother();
    }
    Member member = state.members().get(command.member());
    if (member == null || member.isRemoved()) {
      return isTaken(state, command.member(), command.person())
          ? memberExists()
          : accepted(
              new MemberInvited(
                  command.member(), command.person(), command.email(), Role.OWNER, null),
              new MemberJoined(command.member()));
    }
    if (!member.person().equals(command.person())) {
      return memberExists();
    }
    if (member.isLastingOwner()) {
      return accepted();
    }
    MemberRoleChanged owner = new MemberRoleChanged(command.member(), Role.OWNER, null);
    MemberJoined joined = new MemberJoined(command.member());
    if (member.standing() == Standing.JOINED) {
      return accepted(owner);
    }
    return hasRole(member, Role.OWNER, null) ? accepted(joined) : accepted(owner, joined);
  }

  private static boolean hasRole(Member member, Role role, @Nullable Instant until) {
    return member.role() == role && Objects.equals(member.roleUntil(), until);
  }

  private static @Nullable Outcome wrongEnd(Role role, @Nullable Instant until, Instant now) {
    if (until == null) {
      return role == Role.AUDITOR
          ? refused(OrganizationRefusal.ROLE_UNTIL_MISSING, "An auditor's role needs an end.")
          : null;
    }
    return until.isAfter(now)
        ? null
        : refused(OrganizationRefusal.ROLE_UNTIL_PAST, "The role would already have ended.");
  }

  private static Outcome unknownMember() {
    return refused(OrganizationRefusal.MEMBER_UNKNOWN, "There is no such member.");
  }

  private static Outcome memberExists() {
    return refused(
        OrganizationRefusal.MEMBER_EXISTS, "This member or person is in the organisation already.");
  }

  static Outcome emailOfAnother() {
    return refused(
        OrganizationRefusal.EMAIL_OF_ANOTHER, "The address is sealed for another person.");
  }

  private static Outcome lastOwner() {
    return refused(
        OrganizationRefusal.LAST_OWNER, "The last owner can neither leave nor be demoted.");
  }
}
