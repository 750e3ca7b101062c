package dev.packledger.domain.organizations;

import static dev.packledger.domain.organizations.OrganizationExamples.ACME;
import static dev.packledger.domain.organizations.OrganizationExamples.MEMBER;
import static dev.packledger.domain.organizations.OrganizationExamples.NOW;
import static dev.packledger.domain.organizations.OrganizationExamples.OPERATOR;
import static dev.packledger.domain.organizations.OrganizationExamples.REGISTER;
import static dev.packledger.domain.organizations.OrganizationExamples.email;
import static dev.packledger.domain.organizations.OrganizationExamples.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.Scenario;
import dev.packledger.domain.StreamLaws;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.organizations.Organization.Member;
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
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRegistered;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRenamed;
import dev.packledger.domain.organizations.OrganizationEvent.PaymentAccountConnected;
import dev.packledger.domain.organizations.OrganizationEvent.PaymentAccountDisconnected;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRegistered;
import dev.packledger.domain.organizations.OrganizationEvent.PipelineRemoved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds for every history of an organisation. */
class OrganizationPropertyTest {
  private static final StreamLaws<Organization, OrganizationCommand, OrganizationEvent> LAWS =
      new StreamLaws<>(
          OrganizationDecider::decide, OrganizationDecider::evolve, OrganizationEvent.class);

  @Property
  void evolveIsTotal(@ForAll("histories") List<OrganizationEvent> events) {
    LAWS.foldsAnything(events);
  }

  @Property
  void decideIsDeterministic(
      @ForAll("histories") List<OrganizationEvent> events,
      @ForAll("commands") OrganizationCommand command,
      @ForAll("contexts") Context context) {
    LAWS.decidesAlike(events, command, context);
  }

  @Property
  void whatIsDecidedFolds(
      @ForAll("stories") List<OrganizationCommand> commands, @ForAll("contexts") Context context) {
    LAWS.foldsWhatItDecides(commands, context);
  }

  @Property
  void askingAgainChangesNothing(
      @ForAll("stories") List<OrganizationCommand> commands, @ForAll("contexts") Context context) {
    LAWS.repeatsChangeNothing(commands, context, command -> true);
  }

  @Property
  void thereIsAlwaysALastingOwnerAndOneMembershipAPerson(
      @ForAll("stories") List<OrganizationCommand> commands, @ForAll("contexts") Context context) {
    Organization organization =
        Objects.requireNonNull(
            LAWS.run(commands, context, new ArrayList<>(), (command, outcome) -> {}));
    assertThat(organization.members().values()).anyMatch(Member::isLastingOwner);
    assertThat(organization.members().values().stream().filter(member -> !member.isRemoved()))
        .extracting(Member::person)
        .doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<List<OrganizationEvent>> histories() {
    return events().list().ofMaxSize(30);
  }

  /** Begins with the registration, as every real history does. */
  @Provide
  Arbitrary<List<OrganizationCommand>> stories() {
    return commands()
        .list()
        .ofMaxSize(30)
        .map(commands -> Stream.concat(Stream.of(REGISTER), commands.stream()).toList());
  }

  @Provide
  Arbitrary<Context> contexts() {
    return Arbitraries.of(MEMBER, OPERATOR).map(actor -> Scenario.context(NOW, actor));
  }

  @Provide
  Arbitrary<OrganizationCommand> commands() {
    Arbitrary<Integer> person = Arbitraries.of(1, 2, 3);
    return Arbitraries.oneOf(
        Combinators.combine(members(), person)
            .as(
                (owner, number) ->
                    new Register(ACME, "acme", "Acme", owner, person(number), email(number))),
        names().map(name -> new Rename(ACME, name)),
        Combinators.combine(members(), person, roles(), ends())
            .as(
                (member, number, role, until) ->
                    new InviteMember(ACME, member, person(number), email(number), role, until)),
        members().map(member -> new Join(ACME, member)),
        Combinators.combine(members(), roles(), ends())
            .as((member, role, until) -> new ChangeRole(ACME, member, role, until)),
        members().map(member -> new RemoveMember(ACME, member)),
        Combinators.combine(members(), person)
            .as((member, number) -> new RestoreOwner(ACME, member, person(number), email(number))),
        Combinators.combine(pipelines(), names())
            .as((pipeline, name) -> new RegisterPipeline(ACME, pipeline, name)),
        pipelines().map(pipeline -> new RemovePipeline(ACME, pipeline)),
        Combinators.combine(names(), Arbitraries.of(true, false))
            .as((account, live) -> new ConnectPaymentAccount(ACME, "stripe", account, live)),
        names().map(account -> new DisconnectPaymentAccount(ACME, "stripe", account)));
  }

  private static Arbitrary<OrganizationEvent> events() {
    Arbitrary<Integer> person = Arbitraries.of(1, 2, 3);
    return Arbitraries.oneOf(
        names().map(name -> new OrganizationRegistered("acme", name)),
        names().map(OrganizationRenamed::new),
        Combinators.combine(members(), person, roles(), ends())
            .as(
                (member, number, role, until) ->
                    new MemberInvited(member, person(number), email(number), role, until)),
        members().map(MemberJoined::new),
        Combinators.combine(members(), roles(), ends()).as(MemberRoleChanged::new),
        members().map(MemberRemoved::new),
        Combinators.combine(pipelines(), names()).as(PipelineRegistered::new),
        pipelines().map(PipelineRemoved::new),
        Combinators.combine(names(), Arbitraries.of(true, false))
            .as((account, live) -> new PaymentAccountConnected("stripe", account, live)),
        names().map(account -> new PaymentAccountDisconnected("stripe", account)));
  }

  private static Arbitrary<MemberId> members() {
    return Arbitraries.of(1, 2, 3, 4).map(OrganizationExamples::member);
  }

  private static Arbitrary<PipelineId> pipelines() {
    return Arbitraries.of(1, 2).map(OrganizationExamples::pipeline);
  }

  private static Arbitrary<Role> roles() {
    return Arbitraries.of(Role.class);
  }

  private static Arbitrary<@Nullable Instant> ends() {
    return Arbitraries.of(NOW, NOW.plusSeconds(60)).injectNull(0.6);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of("Acme", "other", "");
  }
}
