package dev.packledger.domain.packages;

import dev.packledger.domain.AggregateWiring;
import dev.packledger.domain.RefusalTable;
import dev.packledger.domain.Scenario;
import dev.packledger.domain.Scenario.Given;
import dev.packledger.domain.StreamLaws;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageCommand.MoveTag;
import dev.packledger.domain.packages.PackageCommand.Register;
import dev.packledger.domain.packages.PackageCommand.RemoveTag;
import dev.packledger.domain.packages.PackageEvent.PackageRegistered;
import dev.packledger.domain.packages.PackageEvent.TagMoved;
import dev.packledger.domain.packages.PackageEvent.TagRemoved;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Actor TOKEN = new Actor(Actor.Kind.TOKEN, "tok_1");
  private static final Context CONTEXT = Scenario.context(NOW, TOKEN);
  private static final PackageId ID = PackageId.of(Ecosystem.NPM, "@acme/ui");
  private static final OrganizationId ACME = OrganizationId.ofSlug("acme");
  private static final OrganizationId BETA = OrganizationId.ofSlug("beta");
  private static final Register REGISTER = new Register(ID, Ecosystem.NPM, "@acme/ui", ACME);
  private static final PackageRegistered REGISTERED =
      new PackageRegistered(Ecosystem.NPM, "@acme/ui", ACME);
  private static final TagMoved LATEST = new TagMoved("latest", "1.0.0");
  private static final StreamLaws<PackageState, PackageCommand, PackageEvent> LAWS =
      new StreamLaws<>(PackageDecider::decide, PackageDecider::evolve, PackageEvent.class);

  @Test
  void registersOnce() {
    given().when(REGISTER, NOW, TOKEN).then(REGISTERED);
    given(REGISTERED).when(REGISTER, NOW, TOKEN).then();
    given(REGISTERED, LATEST).when(REGISTER, NOW, TOKEN).then();
  }

  @Test
  void movesATag() {
    given(REGISTERED).when(new MoveTag(ID, "latest", "1.0.0"), NOW, TOKEN).then(LATEST);
    given(REGISTERED, LATEST).when(new MoveTag(ID, "latest", "1.0.0"), NOW, TOKEN).then();
    given(REGISTERED, LATEST)
        .when(new MoveTag(ID, "latest", "1.1.0"), NOW, TOKEN)
        .then(new TagMoved("latest", "1.1.0"));
  }

  @Test
  void removesATag() {
    TagRemoved removed = new TagRemoved("latest");
    given(REGISTERED, LATEST).when(new RemoveTag(ID, "latest"), NOW, TOKEN).then(removed);
    given(REGISTERED, LATEST, removed).when(new RemoveTag(ID, "latest"), NOW, TOKEN).then();
    given(REGISTERED).when(new RemoveTag(ID, "never"), NOW, TOKEN).then();
    given(REGISTERED, LATEST, removed)
        .when(new MoveTag(ID, "latest", "1.0.0"), NOW, TOKEN)
        .then(LATEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "v1.2.3", "1", "_internal", "next~1", "1.0.0-rc.1+build"})
  void tags(String tag) {
    given(REGISTERED)
        .when(new MoveTag(ID, tag, "1.0.0"), NOW, TOKEN)
        .then(new TagMoved(tag, "1.0.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".x", "-x", "+x", "a b", "a/b", "a%2fb", "a\n", "ü", "a\u202eb"})
  void noTags(String text) {
    given(REGISTERED).when(new MoveTag(ID, text, "1.0.0"), NOW, TOKEN).thenRefused("tag.invalid");
  }

  @Test
  void tagsHaveALongestLength() {
    String longest = "a".repeat(128);
    given(REGISTERED)
        .when(new MoveTag(ID, longest, "1.0.0"), NOW, TOKEN)
        .then(new TagMoved(longest, "1.0.0"));
    given(REGISTERED)
        .when(new MoveTag(ID, longest + "a", "1.0.0"), NOW, TOKEN)
        .thenRefused("tag.invalid");
  }

  @TestFactory
  List<DynamicTest> refusals() {
    PackageId other = PackageId.of(Ecosystem.HEX, "ui");
    return new RefusalTable<PackageState, PackageCommand, PackageRefusal>(NOW, TOKEN)
        .row(
            PackageRefusal.NAME_INVALID,
            "a name with a space",
            given(),
            new Register(other, Ecosystem.NPM, "@acme/ u", ACME))
        .row(
            PackageRefusal.ID_MISMATCH,
            "another package's id",
            given(),
            new Register(other, Ecosystem.NPM, "@acme/ui", ACME))
        .row(
            PackageRefusal.TAKEN,
            "another owner",
            given(REGISTERED),
            new Register(ID, Ecosystem.NPM, "@acme/ui", BETA))
        .row(PackageRefusal.UNKNOWN, "none", given(), new MoveTag(ID, "", ""))
        .row(PackageRefusal.TAG_INVALID, "an empty tag", given(REGISTERED), new MoveTag(ID, "", ""))
        .row(
            PackageRefusal.VERSION_INVALID,
            "an empty version",
            given(REGISTERED),
            new MoveTag(ID, "latest", ""))
        .row(PackageRefusal.UNKNOWN, "none", given(), new RemoveTag(ID, "latest"))
        .tests(PackageRefusal.class);
  }

  @Property
  void evolveIsTotal(@ForAll("histories") List<PackageEvent> events) {
    LAWS.foldsAnything(events);
  }

  @Property
  void decideIsDeterministic(
      @ForAll("histories") List<PackageEvent> events, @ForAll("commands") PackageCommand command) {
    LAWS.decidesAlike(events, command, CONTEXT);
  }

  @Property
  void whatIsDecidedFolds(@ForAll("stories") List<PackageCommand> commands) {
    LAWS.foldsWhatItDecides(commands, CONTEXT);
  }

  @Property
  void askingAgainChangesNothing(@ForAll("stories") List<PackageCommand> commands) {
    LAWS.repeatsChangeNothing(commands, CONTEXT, command -> true);
  }

  @Test
  void isWiredToAxon() {
    wiring().creates(REGISTER, REGISTERED);
    wiring()
        .answers(
            new PackageEvent[] {REGISTERED},
            new MoveTag(ID, "latest", "1.0.0"),
            Outcome.accepted(LATEST));
    wiring()
        .refusesWithoutStream(
            new RemoveTag(ID, "latest"),
            new Outcome.Refused(PackageRefusal.UNKNOWN, "There is no such package."));
    wiring().stopsAtAlien(REGISTER);
  }

  @Provide
  Arbitrary<List<PackageEvent>> histories() {
    return Arbitraries.<PackageEvent>oneOf(
            owners().map(owner -> new PackageRegistered(Ecosystem.NPM, "@acme/ui", owner)),
            Combinators.combine(tagTexts(), versions()).as(TagMoved::new),
            tagTexts().map(TagRemoved::new))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<PackageCommand>> stories() {
    return commands().list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<PackageCommand> commands() {
    return Arbitraries.oneOf(
        owners().map(owner -> new Register(ID, Ecosystem.NPM, "@acme/ui", owner)),
        Combinators.combine(tagTexts(), versions())
            .as((tag, version) -> new MoveTag(ID, tag, version)),
        tagTexts().map(tag -> new RemoveTag(ID, tag)));
  }

  private static Arbitrary<OrganizationId> owners() {
    return Arbitraries.of(ACME, BETA);
  }

  private static Arbitrary<String> tagTexts() {
    return Arbitraries.of("latest", "next", "", "a b");
  }

  private static Arbitrary<String> versions() {
    return Arbitraries.of("1.0.0", "2.0.0", "");
  }

  private static AggregateWiring<PackageAggregate> wiring() {
    return new AggregateWiring<>(PackageAggregate.class, "package", CONTEXT);
  }

  private static Given<PackageState, PackageCommand> given(PackageEvent... events) {
    return Scenario.given(PackageDecider::decide, PackageDecider::evolve, events);
  }
}
