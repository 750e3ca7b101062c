package dev.packledger.domain.organizations;

import static dev.packledger.domain.organizations.OrganizationExamples.ACME;
import static dev.packledger.domain.organizations.OrganizationExamples.ADA;
import static dev.packledger.domain.organizations.OrganizationExamples.BOB;
import static dev.packledger.domain.organizations.OrganizationExamples.LATER;
import static dev.packledger.domain.organizations.OrganizationExamples.MEMBER;
import static dev.packledger.domain.organizations.OrganizationExamples.NOW;
import static dev.packledger.domain.organizations.OrganizationExamples.OPERATOR;
import static dev.packledger.domain.organizations.OrganizationExamples.REGISTERED;
import static dev.packledger.domain.organizations.OrganizationExamples.email;
import static dev.packledger.domain.organizations.OrganizationExamples.member;
import static dev.packledger.domain.organizations.OrganizationExamples.person;
import static dev.packledger.domain.organizations.OrganizationExamples.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.RefusalTable;
import dev.packledger.domain.Scenario;
import dev.packledger.domain.Scenario.Given;
import dev.packledger.domain.organizations.OrganizationCommand.ChangeRole;
import dev.packledger.domain.organizations.OrganizationCommand.ConnectPaymentAccount;
import dev.packledger.domain.organizations.OrganizationCommand.DisconnectPaymentAccount;
import dev.packledger.domain.organizations.OrganizationCommand.InviteMember;
import dev.packledger.domain.organizations.OrganizationCommand.Join;
import dev.packledger.domain.organizations.OrganizationCommand.Register;
import dev.packledger.domain.organizations.OrganizationCommand.RegisterPipeline;
import dev.packledger.domain.organizations.OrganizationCommand.RemoveMember;
import dev.packledger.domain.organizations.OrganizationCommand.RemovePipeline;
import dev.packledger.domain.organizations.OrganizationCommand.Rename;
import dev.packledger.domain.organizations.OrganizationCommand.RestoreOwner;
import dev.packledger.domain.organizations.OrganizationEvent.MemberInvited;
import dev.packledger.domain.organizations.OrganizationEvent.MemberJoined;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRemoved;
import dev.packledger.domain.organizations.OrganizationEvent.MemberRoleChanged;
import dev.packledger.domain.organizations.OrganizationEvent.PaymentAccountConnected;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRegistered;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRemoved;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an organisation refuses. */
class OrganizationRefusalTest {
  private static final MemberInvited BOB_INVITED =
      new MemberInvited(BOB, person(2), email(2), Role.MEMBER, null);
  private final RefusalTable<Organization, OrganizationCommand, OrganizationRefusal> table =
      new RefusalTable<>(NOW, MEMBER);

  @TestFactory
  List<DynamicTest> refusals() {
    registrations();
    invitations();
    roles();
    restorations();
    pipelines();
    paymentAccounts();
    return table.tests(OrganizationRefusal.class);
  }

  private void registrations() {
    OrganizationId of = OrganizationId.ofSlug("acme");
    OrganizationId api = OrganizationId.ofSlug("api");
    table
        .row(
            OrganizationRefusal.SLUG_INVALID,
            "a slug in capitals",
            given(),
            new Register(of, "Acme", " ", ADA, person(1), email(2)))
        .row(
            OrganizationRefusal.SLUG_RESERVED,
            "a path of ours",
            given(),
            new Register(of, "api", " ", ADA, person(1), email(2)))
        .row(
            OrganizationRefusal.SLUG_MISMATCH,
            "another slug's id",
            given(),
            new Register(api, "acme", " ", ADA, person(1), email(2)))
        .row(
            OrganizationRefusal.SLUG_TAKEN,
            "registered by another owner",
            registered(),
            new Register(of, "acme", "Acme", BOB, person(2), email(2)))
        .row(
            OrganizationRefusal.SLUG_TAKEN,
            "registered by another person",
            registered(),
            new Register(of, "acme", "Acme", ADA, person(2), email(2)))
        .row(
            OrganizationRefusal.SLUG_TAKEN,
            "a member who did not found it",
            registered(BOB_INVITED),
            new Register(of, "acme", "Acme", BOB, person(2), email(2)))
        .row(
            OrganizationRefusal.NAME_INVALID,
            "a blank name",
            given(),
            new Register(of, "acme", " ", ADA, person(1), email(2)))
        .row(
            OrganizationRefusal.EMAIL_OF_ANOTHER,
            "sealed for somebody else",
            given(),
            new Register(of, "acme", "Acme", ADA, person(1), email(2)))
        .row(
            OrganizationRefusal.UNKNOWN, "no organisation", given(), new Rename(ACME, "two\nlines"))
        .row(
            OrganizationRefusal.NAME_INVALID,
            "two lines",
            registered(),
            new Rename(ACME, "two\nlines"));
  }

  private void invitations() {
    InviteMember bob = new InviteMember(ACME, BOB, person(2), email(3), Role.AUDITOR, null);
    table
        .row(OrganizationRefusal.UNKNOWN, "no organisation", given(), bob)
        .row(
            OrganizationRefusal.EMAIL_OF_ANOTHER,
            "sealed for somebody else",
            registered(BOB_INVITED),
            bob)
        .row(
            OrganizationRefusal.MEMBER_EXISTS,
            "the member in another role",
            registered(BOB_INVITED),
            new InviteMember(ACME, BOB, person(2), email(2), Role.AUDITOR, null))
        .row(
            OrganizationRefusal.MEMBER_EXISTS,
            "the id of another person",
            registered(),
            new InviteMember(ACME, ADA, person(2), email(2), Role.OWNER, null))
        .row(
            OrganizationRefusal.MEMBER_EXISTS,
            "the id of a removed other person",
            registered(BOB_INVITED, new MemberRemoved(BOB)),
            new InviteMember(ACME, BOB, person(3), email(3), Role.MEMBER, null))
        .row(
            OrganizationRefusal.MEMBER_EXISTS,
            "a second membership of the person",
            registered(BOB_INVITED),
            new InviteMember(ACME, member(3), person(2), email(2), Role.MEMBER, null))
        .row(
            OrganizationRefusal.ROLE_UNTIL_MISSING,
            "an auditor for ever",
            registered(),
            new InviteMember(ACME, BOB, person(2), email(2), Role.AUDITOR, null))
        .row(
            OrganizationRefusal.ROLE_UNTIL_PAST,
            "an end that is now",
            registered(),
            new InviteMember(ACME, BOB, person(2), email(2), Role.MEMBER, NOW))
        .row(OrganizationRefusal.UNKNOWN, "no organisation", given(), new Join(ACME, BOB))
        .row(OrganizationRefusal.MEMBER_UNKNOWN, "never invited", registered(), new Join(ACME, BOB))
        .row(
            OrganizationRefusal.MEMBER_UNKNOWN,
            "removed",
            registered(BOB_INVITED, new MemberRemoved(BOB)),
            new Join(ACME, BOB));
  }

  private void roles() {
    ChangeRole audit = new ChangeRole(ACME, BOB, Role.AUDITOR, null);
    MemberRoleChanged bobOwnsForAnHour = new MemberRoleChanged(BOB, Role.OWNER, LATER);
    table
        .row(OrganizationRefusal.UNKNOWN, "no organisation", given(), audit)
        .row(OrganizationRefusal.MEMBER_UNKNOWN, "never invited", registered(), audit)
        .row(
            OrganizationRefusal.MEMBER_UNKNOWN,
            "removed",
            registered(BOB_INVITED, new MemberRemoved(BOB)),
            audit)
        .row(
            OrganizationRefusal.ROLE_UNTIL_MISSING,
            "an auditor for ever",
            registered(),
            new ChangeRole(ACME, ADA, Role.AUDITOR, null))
        .row(
            OrganizationRefusal.ROLE_UNTIL_PAST,
            "an end that is now",
            registered(),
            new ChangeRole(ACME, ADA, Role.AUDITOR, NOW))
        .row(
            OrganizationRefusal.LAST_OWNER,
            "the only owner",
            registered(),
            new ChangeRole(ACME, ADA, Role.ADMIN, null))
        .row(
            OrganizationRefusal.LAST_OWNER,
            "the only owner, as owner with an end",
            registered(),
            new ChangeRole(ACME, ADA, Role.OWNER, LATER))
        .row(
            OrganizationRefusal.LAST_OWNER,
            "another owner who has not joined",
            registered(new MemberInvited(BOB, person(2), email(2), Role.OWNER, null)),
            new ChangeRole(ACME, ADA, Role.ADMIN, null))
        .row(OrganizationRefusal.UNKNOWN, "no organisation", given(), new RemoveMember(ACME, ADA))
        .row(
            OrganizationRefusal.MEMBER_UNKNOWN,
            "never invited",
            registered(),
            new RemoveMember(ACME, BOB))
        .row(
            OrganizationRefusal.LAST_OWNER,
            "the only owner",
            registered(),
            new RemoveMember(ACME, ADA))
        .row(
            OrganizationRefusal.LAST_OWNER,
            "another owner with an end",
            registered(BOB_INVITED, new MemberJoined(BOB), bobOwnsForAnHour),
            new RemoveMember(ACME, ADA));
  }

  private void restorations() {
    RestoreOwner bob = new RestoreOwner(ACME, BOB, person(2), email(3));
    table
        .row(OrganizationRefusal.UNKNOWN, "no organisation", given(), bob)
        .row(OrganizationRefusal.OPERATOR_REQUIRED, "asked by a member", registered(), bob)
        .row(
            OrganizationRefusal.EMAIL_OF_ANOTHER,
            "sealed for somebody else",
            registered(new MemberInvited(BOB, person(4), email(4), Role.MEMBER, null)),
            bob,
            OPERATOR)
        .row(
            OrganizationRefusal.MEMBER_EXISTS,
            "the id of another person",
            registered(BOB_INVITED),
            new RestoreOwner(ACME, BOB, person(3), email(3)),
            OPERATOR)
        .row(
            OrganizationRefusal.MEMBER_EXISTS,
            "a second membership of the person",
            registered(BOB_INVITED),
            new RestoreOwner(ACME, member(3), person(2), email(2)),
            OPERATOR);
  }

  private void pipelines() {
    PipelineRegistered release = new PipelineRegistered(pipeline(1), "release");
    table
        .row(
            OrganizationRefusal.UNKNOWN,
            "no organisation",
            given(),
            new RegisterPipeline(ACME, pipeline(1), ""))
        .row(
            OrganizationRefusal.PIPELINE_NAME_INVALID,
            "an empty name",
            registered(release),
            new RegisterPipeline(ACME, pipeline(1), ""))
        .row(
            OrganizationRefusal.PIPELINE_EXISTS,
            "the id of another",
            registered(release, new PipelineRegistered(pipeline(2), "nightly")),
            new RegisterPipeline(ACME, pipeline(1), "nightly"))
        .row(
            OrganizationRefusal.PIPELINE_EXISTS,
            "the id of a removed one",
            registered(release, new PipelineRemoved(pipeline(1))),
            new RegisterPipeline(ACME, pipeline(1), "release"))
        .row(
            OrganizationRefusal.PIPELINE_NAME_TAKEN,
            "the name of another",
            registered(release),
            new RegisterPipeline(ACME, pipeline(2), "release"))
        .row(
            OrganizationRefusal.UNKNOWN,
            "no organisation",
            given(),
            new RemovePipeline(ACME, pipeline(1)))
        .row(
            OrganizationRefusal.PIPELINE_UNKNOWN,
            "never registered",
            registered(),
            new RemovePipeline(ACME, pipeline(1)));
  }

  private void paymentAccounts() {
    table
        .row(
            OrganizationRefusal.UNKNOWN,
            "no organisation",
            given(),
            new ConnectPaymentAccount(ACME, "stripe", "", true))
        .row(
            OrganizationRefusal.PAYMENT_ACCOUNT_INVALID,
            "an empty account",
            registered(),
            new ConnectPaymentAccount(ACME, "stripe", "", true))
        .row(
            OrganizationRefusal.PAYMENT_ACCOUNT_MODE,
            "the test account as live",
            registered(new PaymentAccountConnected("stripe", "acct_1", false)),
            new ConnectPaymentAccount(ACME, "stripe", "acct_1", true))
        .row(
            OrganizationRefusal.UNKNOWN,
            "no organisation",
            given(),
            new DisconnectPaymentAccount(ACME, "stripe", "acct_1"))
        .row(
            OrganizationRefusal.PAYMENT_ACCOUNT_UNKNOWN,
            "never connected",
            registered(),
            new DisconnectPaymentAccount(ACME, "stripe", "acct_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a1", "1a", "acme", "acme-tools", "a-b-c"})
  void slugs(String slug) {
    assertThat(OrganizationSlug.isValid(slug)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "-a",
        "a-",
        "a--b",
        "A1",
        "a_b",
        "a.b",
        ".well-known",
        "a b",
        "ä1",
        "a/b"
      })
  void noSlugs(String text) {
    assertThat(OrganizationSlug.isValid(text)).isFalse();
  }

  @Test
  void slugsHaveALongestLength() {
    assertThat(OrganizationSlug.isValid("a".repeat(39))).isTrue();
    assertThat(OrganizationSlug.isValid("a".repeat(40))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api",
        "access",
        "webhooks",
        "scim",
        "log",
        "health",
        "metrics",
        "v2",
        "claim",
        "assets"
      })
  void ourPathsAreReserved(String slug) {
    assertThat(OrganizationSlug.RESERVED).contains(slug);
  }

  private static Given<Organization, OrganizationCommand> registered(OrganizationEvent... events) {
    return given(
        Stream.concat(Stream.of(REGISTERED), Stream.of(events)).toArray(OrganizationEvent[]::new));
  }

  private static Given<Organization, OrganizationCommand> given(OrganizationEvent... events) {
    return Scenario.given(OrganizationDecider::decide, OrganizationDecider::evolve, events);
  }
}
