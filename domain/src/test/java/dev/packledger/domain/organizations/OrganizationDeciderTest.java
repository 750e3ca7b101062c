package dev.packledger.domain.organizations;

import static dev.packledger.domain.organizations.OrganizationExamples.ACME;
import static dev.packledger.domain.organizations.OrganizationExamples.ADA;
import static dev.packledger.domain.organizations.OrganizationExamples.BOB;
import static dev.packledger.domain.organizations.OrganizationExamples.LATER;
import static dev.packledger.domain.organizations.OrganizationExamples.MEMBER;
import static dev.packledger.domain.organizations.OrganizationExamples.NOW;
import static dev.packledger.domain.organizations.OrganizationExamples.OPERATOR;
import static dev.packledger.domain.organizations.OrganizationExamples.REGISTER;
import static dev.packledger.domain.organizations.OrganizationExamples.REGISTERED;
import static dev.packledger.domain.organizations.OrganizationExamples.email;
import static dev.packledger.domain.organizations.OrganizationExamples.member;
import static dev.packledger.domain.organizations.OrganizationExamples.person;
import static dev.packledger.domain.organizations.OrganizationExamples.pipeline;

import dev.packledger.domain.Scenario;
import dev.packledger.domain.Scenario.Given;
import dev.packledger.domain.organizations.OrganizationCommand.ChangeRole;
import dev.packledger.domain.organizations.OrganizationCommand.ConnectPaymentAccount;
import dev.packledger.domain.organizations.OrganizationCommand.DisconnectPaymentAccount;
import dev.packledger.domain.organizations.OrganizationCommand.InviteMember;
import dev.packledger.domain.organizations.OrganizationCommand.Join;
import dev.packledger.domain.organizations.OrganizationCommand.RegisterPipeline;
import dev.packledger.domain.organizations.OrganizationCommand.RemoveMember;
import dev.packledger.domain.organizations.OrganizationCommand.RemovePipeline;
import dev.packledger.domain.organizations.OrganizationCommand.Rename;
import dev.packledger.domain.organizations.OrganizationCommand.RestoreOwner;
import dev.packledger.domain.organizations.OrganizationEvent.MemberInvited;
import dev.packledger.domain.organizations.OrganizationEvent.MemberJoined;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRemoved;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRoleChanged;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRenamed;
import dev.packledger.domain.organizations.OrganizationEvent.PaymentAccountConnected;
import dev.packledger.domain.organizations.OrganizationEvent.PaymentAccountDisconnected;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRegistered;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRemoved;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an organisation accepts; what it refuses stands in {@link OrganizationRefusalTest}. */
class OrganizationDeciderTest {
  private static final InviteMember INVITE_BOB =
      new InviteMember(ACME, BOB, person(2), email(2), Role.MEMBER, null);
  private static final MemberInvited BOB_INVITED =
      new MemberInvited(BOB, person(2), email(2), Role.MEMBER, null);
  private static final MemberJoined BOB_JOINED = new MemberJoined(BOB);
  private static final RestoreOwner RESTORE_BOB = new RestoreOwner(ACME, BOB, person(2), email(2));
  private static final MemberRoleChanged BOB_OWNER = new MemberRoleChanged(BOB, Role.OWNER, null);

  @Test
  void registersWithItsFirstOwner() {
    given().when(REGISTER, NOW, MEMBER).then(REGISTERED);
  }

  @Test
  void registeringAgainByTheFounderChangesNothing() {
    given(REGISTERED).when(REGISTER, LATER, MEMBER).then();
  }

  @Test
  void renames() {
    registered()
        .when(new Rename(ACME, "Acme Ltd"), NOW, MEMBER)
        .then(new OrganizationRenamed("Acme Ltd"));
    registered().when(new Rename(ACME, "Acme"), NOW, MEMBER).then();
  }

  @Test
  void invitesAndRepeatsTheInvitation() {
    registered().when(INVITE_BOB, NOW, MEMBER).then(BOB_INVITED);
    registered(BOB_INVITED).when(INVITE_BOB, NOW, MEMBER).then();
    registered(BOB_INVITED, BOB_JOINED).when(INVITE_BOB, NOW, MEMBER).then();
  }

  @Test
  void invitesAnAuditorWithAnEnd() {
    registered()
        .when(new InviteMember(ACME, BOB, person(2), email(2), Role.AUDITOR, LATER), NOW, MEMBER)
        .then(new MemberInvited(BOB, person(2), email(2), Role.AUDITOR, LATER));
  }

  @Test
  void anInvitationRepeatedAfterTheRoleEndedIsStillARepetition() {
    registered(new MemberInvited(BOB, person(2), email(2), Role.AUDITOR, LATER))
        .when(
            new InviteMember(ACME, BOB, person(2), email(2), Role.AUDITOR, LATER),
            LATER.plusSeconds(1),
            MEMBER)
        .then();
  }

  @Test
  void joins() {
    registered(BOB_INVITED).when(new Join(ACME, BOB), NOW, MEMBER).then(BOB_JOINED);
    registered(BOB_INVITED, BOB_JOINED).when(new Join(ACME, BOB), NOW, MEMBER).then();
  }

  @Test
  void changesARole() {
    ChangeRole promote = new ChangeRole(ACME, BOB, Role.ADMIN, null);
    MemberRoleChanged promoted = new MemberRoleChanged(BOB, Role.ADMIN, null);
    registered(BOB_INVITED).when(promote, NOW, MEMBER).then(promoted);
    registered(BOB_INVITED, promoted).when(promote, NOW, MEMBER).then();
  }

  @Test
  void anOwnerGivesWayToAnother() {
    registered(BOB_INVITED, BOB_JOINED, BOB_OWNER)
        .when(new ChangeRole(ACME, ADA, Role.MEMBER, null), NOW, MEMBER)
        .then(new MemberRoleChanged(ADA, Role.MEMBER, null));
    registered(BOB_INVITED, BOB_JOINED, BOB_OWNER)
        .when(new RemoveMember(ACME, ADA), NOW, MEMBER)
        .then(new MemberRemoved(ADA));
  }

  @Test
  void removesAMemberAndInvitesThemAgain() {
    MemberRemoved removed = new MemberRemoved(BOB);
    registered(BOB_INVITED, BOB_JOINED)
        .when(new RemoveMember(ACME, BOB), NOW, MEMBER)
        .then(removed);
    registered(BOB_INVITED, removed).when(new RemoveMember(ACME, BOB), NOW, MEMBER).then();
    registered(BOB_INVITED, removed).when(INVITE_BOB, NOW, MEMBER).then(BOB_INVITED);
    registered(BOB_INVITED, removed)
        .when(
            new InviteMember(ACME, member(3), person(2), email(2), Role.MEMBER, null), NOW, MEMBER)
        .then(new MemberInvited(member(3), person(2), email(2), Role.MEMBER, null));
  }

  @Test
  void anOperatorRestoresANewOwnerWhoJoinsAtOnce() {
    MemberInvited invited = new MemberInvited(BOB, person(2), email(2), Role.OWNER, null);
    registered().when(RESTORE_BOB, NOW, OPERATOR).then(invited, BOB_JOINED);
    registered(BOB_INVITED, new MemberRemoved(BOB))
        .when(RESTORE_BOB, NOW, OPERATOR)
        .then(invited, BOB_JOINED);
    registered(invited).when(RESTORE_BOB, NOW, OPERATOR).then(BOB_JOINED);
    registered(invited, BOB_JOINED).when(RESTORE_BOB, NOW, OPERATOR).then();
  }

  @Test
  void anOperatorMakesAMemberAnOwner() {
    registered(BOB_INVITED, BOB_JOINED).when(RESTORE_BOB, NOW, OPERATOR).then(BOB_OWNER);
    registered(BOB_INVITED).when(RESTORE_BOB, NOW, OPERATOR).then(BOB_OWNER, BOB_JOINED);
  }

  @Test
  void anOwnerWithAnEndBecomesALastingOne() {
    registered(BOB_INVITED, BOB_JOINED, new MemberRoleChanged(BOB, Role.OWNER, LATER))
        .when(RESTORE_BOB, NOW, OPERATOR)
        .then(BOB_OWNER);
  }

  @Test
  void registersAPipeline() {
    RegisterPipeline register = new RegisterPipeline(ACME, pipeline(1), "release");
    PipelineRegistered registered = new PipelineRegistered(pipeline(1), "release");
    registered().when(register, NOW, MEMBER).then(registered);
    registered(registered).when(register, NOW, MEMBER).then();
  }

  @Test
  void removesAPipelineAndFreesItsName() {
    PipelineRegistered registered = new PipelineRegistered(pipeline(1), "release");
    PipelineRemoved removed = new PipelineRemoved(pipeline(1));
    RemovePipeline remove = new RemovePipeline(ACME, pipeline(1));
    registered(registered).when(remove, NOW, MEMBER).then(removed);
    registered(registered, removed).when(remove, NOW, MEMBER).then();
    registered(registered, removed)
        .when(new RegisterPipeline(ACME, pipeline(2), "release"), NOW, MEMBER)
        .then(new PipelineRegistered(pipeline(2), "release"));
  }

  @Test
  void connectsAndDisconnectsAPaymentAccount() {
    ConnectPaymentAccount connect = new ConnectPaymentAccount(ACME, "stripe", "acct_1", true);
    DisconnectPaymentAccount disconnect = new DisconnectPaymentAccount(ACME, "stripe", "acct_1");
    PaymentAccountConnected connected = new PaymentAccountConnected("stripe", "acct_1", true);
    PaymentAccountDisconnected disconnected = new PaymentAccountDisconnected("stripe", "acct_1");
    registered().when(connect, NOW, MEMBER).then(connected);
    registered(connected).when(connect, NOW, MEMBER).then();
    registered(connected).when(disconnect, NOW, MEMBER).then(disconnected);
    registered(connected, disconnected).when(disconnect, NOW, MEMBER).then();
    registered(connected, disconnected).when(connect, NOW, MEMBER).then(connected);
  }

  private static Given<Organization, OrganizationCommand> registered(OrganizationEvent... events) {
    return given(
        Stream.concat(Stream.of(REGISTERED), Stream.of(events)).toArray(OrganizationEvent[]::new));
  }

  private static Given<Organization, OrganizationCommand> given(OrganizationEvent... events) {
    return Scenario.given(OrganizationDecider::decide, OrganizationDecider::evolve, events);
  }
}
