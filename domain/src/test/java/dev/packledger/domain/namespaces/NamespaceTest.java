package dev.packledger.domain.namespaces;

import dev.packledger.domain.AggregateWiring;
import dev.packledger.domain.RefusalTable;
import dev.packledger.domain.Scenario;
import dev.packledger.domain.Scenario.Given;
import dev.packledger.domain.StreamLaws;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.namespaces.NamespaceCommand.Register;
import dev.packledger.domain.namespaces.NamespaceCommand.Transfer;
import dev.packledger.domain.namespaces.NamespaceEvent.NamespaceRegistered;
import dev.packledger.domain.namespaces.NamespaceEvent.NamespaceTransferred;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NamespaceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Actor TOKEN = new Actor(Actor.Kind.TOKEN, "tok_1");
  private static final Context CONTEXT = Scenario.context(NOW, TOKEN);
  private static final NamespaceId ID = NamespaceId.of(Ecosystem.NPM, "acme");
  private static final OrganizationId ACME = OrganizationId.ofSlug("acme");
  private static final OrganizationId BETA = OrganizationId.ofSlug("beta");
  private static final Register REGISTER = new Register(ID, Ecosystem.NPM, "acme", ACME);
  private static final NamespaceRegistered REGISTERED =
      new NamespaceRegistered(Ecosystem.NPM, "acme", ACME);
  private static final NamespaceTransferred TRANSFERRED = new NamespaceTransferred(BETA);
  private static final StreamLaws<Namespace, NamespaceCommand, NamespaceEvent> LAWS =
      new StreamLaws<>(NamespaceDecider::decide, NamespaceDecider::evolve, NamespaceEvent.class);

  @Test
  void registersOnce() {
    given().when(REGISTER, NOW, TOKEN).then(REGISTERED);
    given(REGISTERED).when(REGISTER, NOW, TOKEN).then();
  }

  @Test
  void itsOwnerGivesItAway() {
    Transfer transfer = new Transfer(ID, ACME, BETA);
    given(REGISTERED).when(transfer, NOW, TOKEN).then(TRANSFERRED);
    given(REGISTERED, TRANSFERRED).when(transfer, NOW, TOKEN).then();
    given(REGISTERED, TRANSFERRED)
        .when(new Transfer(ID, BETA, ACME), NOW, TOKEN)
        .then(new NamespaceTransferred(ACME));
  }

  @TestFactory
  List<DynamicTest> refusals() {
    NamespaceId other = NamespaceId.of(Ecosystem.HEX, "acme");
    return new RefusalTable<Namespace, NamespaceCommand, NamespaceRefusal>(NOW, TOKEN)
        .row(
            NamespaceRefusal.NAME_INVALID,
            "an empty name",
            given(),
            new Register(other, Ecosystem.NPM, "", ACME))
        .row(
            NamespaceRefusal.NAME_INVALID,
            "a name of 256 characters",
            given(),
            new Register(other, Ecosystem.NPM, "a".repeat(256), ACME))
        .row(
            NamespaceRefusal.ID_MISMATCH,
            "another ecosystem's id",
            given(),
            new Register(other, Ecosystem.NPM, "acme", ACME))
        .row(
            NamespaceRefusal.TAKEN,
            "another owner",
            given(REGISTERED),
            new Register(ID, Ecosystem.NPM, "acme", BETA))
        .row(
            NamespaceRefusal.TAKEN,
            "given away",
            given(REGISTERED, TRANSFERRED),
            new Register(ID, Ecosystem.NPM, "acme", ACME))
        .row(NamespaceRefusal.UNKNOWN, "none", given(), new Transfer(ID, ACME, BETA))
        .row(
            NamespaceRefusal.NOT_OWNER,
            "a stranger's gift",
            given(REGISTERED),
            new Transfer(ID, BETA, OrganizationId.ofSlug("gamma")))
        .row(
            NamespaceRefusal.NOT_OWNER,
            "taken back by who gave it",
            given(REGISTERED, TRANSFERRED),
            new Transfer(ID, ACME, OrganizationId.ofSlug("gamma")))
        .tests(NamespaceRefusal.class);
  }

  @Property
  void evolveIsTotal(@ForAll("histories") List<NamespaceEvent> events) {
    LAWS.foldsAnything(events);
  }

  @Property
  void decideIsDeterministic(
      @ForAll("histories") List<NamespaceEvent> events,
      @ForAll("commands") NamespaceCommand command) {
    LAWS.decidesAlike(events, command, CONTEXT);
  }

  @Property
  void whatIsDecidedFolds(@ForAll("stories") List<NamespaceCommand> commands) {
    LAWS.foldsWhatItDecides(commands, CONTEXT);
  }

  @Property
  void askingAgainChangesNothing(@ForAll("stories") List<NamespaceCommand> commands) {
    LAWS.repeatsChangeNothing(commands, CONTEXT, command -> true);
  }

  @Test
  void isWiredToAxon() {
    wiring().creates(REGISTER, REGISTERED);
    wiring()
        .answers(
            new NamespaceEvent[] {REGISTERED},
            new Transfer(ID, ACME, BETA),
            Outcome.accepted(TRANSFERRED));
    wiring()
        .refusesWithoutStream(
            new Transfer(ID, ACME, BETA),
            new Outcome.Refused(NamespaceRefusal.UNKNOWN, "There is no such namespace."));
    wiring().stopsAtAlien(REGISTER);
  }

  @Provide
  Arbitrary<List<NamespaceEvent>> histories() {
    return Arbitraries.<NamespaceEvent>oneOf(
            owners().map(owner -> new NamespaceRegistered(Ecosystem.NPM, "acme", owner)),
            owners().map(NamespaceTransferred::new))
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<List<NamespaceCommand>> stories() {
    return commands().list().ofMaxSize(10);
  }

  @Provide
  Arbitrary<NamespaceCommand> commands() {
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of("acme", "", "other"), owners())
            .as((name, owner) -> new Register(ID, Ecosystem.NPM, name, owner)),
        Combinators.combine(owners(), owners()).as((from, to) -> new Transfer(ID, from, to)));
  }

  private static Arbitrary<OrganizationId> owners() {
    return Arbitraries.of("acme", "beta", "gamma").map(OrganizationId::ofSlug);
  }

  private static AggregateWiring<NamespaceAggregate> wiring() {
    return new AggregateWiring<>(NamespaceAggregate.class, "namespace", CONTEXT);
  }

  private static Given<Namespace, NamespaceCommand> given(NamespaceEvent... events) {
    return Scenario.given(NamespaceDecider::decide, NamespaceDecider::evolve, events);
  }
}
