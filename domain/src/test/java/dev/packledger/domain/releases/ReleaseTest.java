package dev.packledger.domain.releases;

import dev.packledger.domain.AggregateWiring;
import dev.packledger.domain.RefusalTable;
import dev.packledger.domain.Scenario;
import dev.packledger.domain.Scenario.Given;
import dev.packledger.domain.StreamLaws;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseCommand.AddArtifact;
import dev.packledger.domain.releases.ReleaseCommand.Deprecate;
import dev.packledger.domain.releases.ReleaseCommand.Publish;
import dev.packledger.domain.releases.ReleaseCommand.Unyank;
import dev.packledger.domain.releases.ReleaseCommand.Yank;
import dev.packledger.domain.releases.ReleaseEvent.ArtifactAdded;
import dev.packledger.domain.releases.ReleaseEvent.ReleaseDeprecated;
import dev.packledger.domain.releases.ReleaseEvent.ReleasePublished;
import dev.packledger.domain.releases.ReleaseEvent.ReleaseUnyanked;
import dev.packledger.domain.releases.ReleaseEvent.ReleaseYanked;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

class ReleaseTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Actor TOKEN = new Actor(Actor.Kind.TOKEN, "tok_1");
  private static final Context CONTEXT = Scenario.context(NOW, TOKEN);
  private static final PackageId UI = PackageId.of(Ecosystem.NPM, "@acme/ui");
  private static final ReleaseId ID = ReleaseId.of(UI, "1.0.0");
  private static final Artifact TARBALL = artifact("ui-1.0.0.tgz", "a");
  private static final Artifact DOCS = artifact("docs.tar.gz", "b");
  private static final Publish PUBLISH = publish(List.of(TARBALL));
  private static final ReleasePublished PUBLISHED =
      new ReleasePublished(UI, "1.0.0", "", "stable", List.of(TARBALL), "{}");
  private static final ReleaseYanked YANKED = new ReleaseYanked("broken");
  private static final StreamLaws<Release, ReleaseCommand, ReleaseEvent> LAWS =
      new StreamLaws<>(ReleaseDecider::decide, ReleaseDecider::evolve, ReleaseEvent.class);

  @Test
  void publishes() {
    given().when(PUBLISH, NOW, TOKEN).then(PUBLISHED);
  }

  @Test
  void publishesForAPlatform() {
    given()
        .when(
            new Publish(
                ReleaseId.of(UI, "1.0.0", "x86_64-linux"),
                UI,
                "1.0.0",
                "x86_64-linux",
                "beta",
                List.of(TARBALL, DOCS),
                ""),
            NOW,
            TOKEN)
        .then(
            new ReleasePublished(UI, "1.0.0", "x86_64-linux", "beta", List.of(TARBALL, DOCS), ""));
  }

  @Test
  void addsAnArtifactOnce() {
    ArtifactAdded added = new ArtifactAdded(DOCS);
    given(PUBLISHED).when(new AddArtifact(ID, DOCS), NOW, TOKEN).then(added);
    given(PUBLISHED, added).when(new AddArtifact(ID, DOCS), NOW, TOKEN).then();
    given(PUBLISHED).when(new AddArtifact(ID, TARBALL), NOW, TOKEN).then();
    given(PUBLISHED, YANKED).when(new AddArtifact(ID, DOCS), NOW, TOKEN).then(added);
  }

  @Test
  void yanksAndTakesItBack() {
    given(PUBLISHED).when(new Yank(ID, "broken"), NOW, TOKEN).then(YANKED);
    given(PUBLISHED, YANKED).when(new Yank(ID, "broken"), NOW, TOKEN).then();
    given(PUBLISHED, YANKED)
        .when(new Yank(ID, "leaks keys"), NOW, TOKEN)
        .then(new ReleaseYanked("leaks keys"));
    given(PUBLISHED, YANKED).when(new Unyank(ID), NOW, TOKEN).then(new ReleaseUnyanked());
    given(PUBLISHED).when(new Unyank(ID), NOW, TOKEN).then();
    given(PUBLISHED, YANKED, new ReleaseUnyanked()).when(new Unyank(ID), NOW, TOKEN).then();
    given(PUBLISHED).when(new Yank(ID, ""), NOW, TOKEN).then(new ReleaseYanked(""));
  }

  @Test
  void deprecatesAndTakesItBack() {
    ReleaseDeprecated deprecated = new ReleaseDeprecated("use 2.x");
    given(PUBLISHED).when(new Deprecate(ID, "use 2.x"), NOW, TOKEN).then(deprecated);
    given(PUBLISHED, deprecated).when(new Deprecate(ID, "use 2.x"), NOW, TOKEN).then();
    given(PUBLISHED, deprecated)
        .when(new Deprecate(ID, ""), NOW, TOKEN)
        .then(new ReleaseDeprecated(""));
    given(PUBLISHED).when(new Deprecate(ID, ""), NOW, TOKEN).then();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a b", "a\u0000", "ü.tgz", "a\n"})
  void noFilenames(String filename) {
    given(PUBLISHED)
        .when(new AddArtifact(ID, artifact(filename, "c")), NOW, TOKEN)
        .thenRefused("artifact.invalid");
  }

  @Test
  void lengthsEndWhereTheySay() {
    String longest = "a".repeat(255);
    given(PUBLISHED)
        .when(new AddArtifact(ID, artifact(longest, "c")), NOW, TOKEN)
        .then(new ArtifactAdded(artifact(longest, "c")));
    given(PUBLISHED)
        .when(new AddArtifact(ID, artifact(longest + "a", "c")), NOW, TOKEN)
        .thenRefused("artifact.invalid");
    given(PUBLISHED)
        .when(new Deprecate(ID, "m".repeat(2000)), NOW, TOKEN)
        .then(new ReleaseDeprecated("m".repeat(2000)));
    given(PUBLISHED)
        .when(new Deprecate(ID, "m".repeat(2001)), NOW, TOKEN)
        .thenRefused("release.message_invalid");
  }

  @TestFactory
  List<DynamicTest> refusals() {
    RefusalTable<Release, ReleaseCommand, ReleaseRefusal> table = new RefusalTable<>(NOW, TOKEN);
    publications(table);
    changes(table);
    return table.tests(ReleaseRefusal.class);
  }

  private static void publications(RefusalTable<Release, ReleaseCommand, ReleaseRefusal> table) {
    ReleaseId other = ReleaseId.of(UI, "2.0.0");
    String tooLarge = "x".repeat(1_048_577);
    table
        .row(ReleaseRefusal.EXISTS, "the same bytes", given(PUBLISHED), PUBLISH)
        .row(
            ReleaseRefusal.EXISTS,
            "other bytes",
            given(PUBLISHED),
            publish(List.of(artifact("ui-1.0.0.tgz", "f"))))
        .row(
            ReleaseRefusal.VERSION_INVALID,
            "an empty version",
            given(),
            new Publish(other, UI, "", "", "stable", List.of(), tooLarge))
        .row(
            ReleaseRefusal.VERSION_INVALID,
            "an empty channel",
            given(),
            new Publish(other, UI, "1.0.0", "", "", List.of(), tooLarge))
        .row(
            ReleaseRefusal.VERSION_INVALID,
            "a platform with a space",
            given(),
            new Publish(other, UI, "1.0.0", "x 86", "stable", List.of(), tooLarge))
        .row(
            ReleaseRefusal.ID_MISMATCH,
            "another version's id",
            given(),
            new Publish(other, UI, "1.0.0", "", "stable", List.of(), tooLarge))
        .row(
            ReleaseRefusal.METADATA_TOO_LARGE,
            "too much metadata",
            given(),
            new Publish(ID, UI, "1.0.0", "", "stable", List.of(), tooLarge))
        .row(ReleaseRefusal.ARTIFACT_MISSING, "no artifact", given(), publish(List.of()))
        .row(
            ReleaseRefusal.ARTIFACT_INVALID,
            "a path",
            given(),
            publish(List.of(artifact("../a", "c"), artifact("../a", "d"))))
        .row(
            ReleaseRefusal.ARTIFACT_INVALID,
            "a negative size",
            given(),
            publish(List.of(new Artifact("a", digest("a"), -1, Map.of()))))
        .row(
            ReleaseRefusal.ARTIFACT_EXISTS,
            "the same filename twice",
            given(),
            publish(List.of(artifact("a", "c"), artifact("a", "d"))));
  }

  private static void changes(RefusalTable<Release, ReleaseCommand, ReleaseRefusal> table) {
    Artifact path = artifact("../a", "c");
    Artifact replaced = artifact("ui-1.0.0.tgz", "c");
    table
        .row(ReleaseRefusal.UNKNOWN, "none", given(), new AddArtifact(ID, path))
        .row(ReleaseRefusal.ARTIFACT_INVALID, "a path", given(PUBLISHED), new AddArtifact(ID, path))
        .row(
            ReleaseRefusal.ARTIFACT_EXISTS,
            "other bytes under the same name",
            given(PUBLISHED),
            new AddArtifact(ID, replaced))
        .row(ReleaseRefusal.UNKNOWN, "none", given(), new Yank(ID, "\u001b[2J"))
        .row(
            ReleaseRefusal.MESSAGE_INVALID,
            "an escape sequence",
            given(PUBLISHED),
            new Yank(ID, "\u001b[2J"))
        .row(ReleaseRefusal.UNKNOWN, "none", given(), new Unyank(ID))
        .row(ReleaseRefusal.UNKNOWN, "none", given(), new Deprecate(ID, "a\u202eb"))
        .row(
            ReleaseRefusal.MESSAGE_INVALID,
            "a reversed reading direction",
            given(PUBLISHED),
            new Deprecate(ID, "a\u202eb"));
  }

  @Property
  void evolveIsTotal(@ForAll("histories") List<ReleaseEvent> events) {
    LAWS.foldsAnything(events);
  }

  @Property
  void decideIsDeterministic(
      @ForAll("histories") List<ReleaseEvent> events, @ForAll("commands") ReleaseCommand command) {
    LAWS.decidesAlike(events, command, CONTEXT);
  }

  @Property
  void whatIsDecidedFolds(@ForAll("stories") List<ReleaseCommand> commands) {
    LAWS.foldsWhatItDecides(commands, CONTEXT);
  }

  @Property
  void askingAgainChangesNothing(@ForAll("stories") List<ReleaseCommand> commands) {
    LAWS.repeatsChangeNothing(commands, CONTEXT, command -> !(command instanceof Publish));
  }

  @Test
  void isWiredToAxon() {
    wiring().creates(PUBLISH, PUBLISHED);
    wiring()
        .answers(new ReleaseEvent[] {PUBLISHED}, new Yank(ID, "broken"), Outcome.accepted(YANKED));
    wiring()
        .refusesWithoutStream(
            new Unyank(ID),
            new Outcome.Refused(ReleaseRefusal.UNKNOWN, "There is no such release."));
    wiring().stopsAtAlien(PUBLISH);
  }

  @Provide
  Arbitrary<List<ReleaseEvent>> histories() {
    return Arbitraries.<ReleaseEvent>oneOf(
            Arbitraries.just(PUBLISHED),
            artifacts().map(ArtifactAdded::new),
            messages().map(ReleaseYanked::new),
            Arbitraries.just(new ReleaseUnyanked()),
            messages().map(ReleaseDeprecated::new))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<ReleaseCommand>> stories() {
    return commands().list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<ReleaseCommand> commands() {
    return Arbitraries.oneOf(
        artifacts().list().ofMaxSize(2).map(ReleaseTest::publish),
        artifacts().map(artifact -> new AddArtifact(ID, artifact)),
        messages().map(reason -> new Yank(ID, reason)),
        Arbitraries.just(new Unyank(ID)),
        messages().map(message -> new Deprecate(ID, message)));
  }

  private static Arbitrary<Artifact> artifacts() {
    return Combinators.combine(Arbitraries.of("a", "b", ""), Arbitraries.of("c", "d"))
        .as(ReleaseTest::artifact);
  }

  private static Arbitrary<String> messages() {
    return Arbitraries.of("", "broken", "use 2.x", "\u0007");
  }

  private static Publish publish(List<Artifact> artifacts) {
    return new Publish(ID, UI, "1.0.0", "", "stable", artifacts, "{}");
  }

  private static Artifact artifact(String filename, String digit) {
    return new Artifact(filename, digest(digit), 10, Map.of("sha1", digit));
  }

  private static Digest digest(String digit) {
    return new Digest(digit.repeat(64));
  }

  private static AggregateWiring<ReleaseAggregate> wiring() {
    return new AggregateWiring<>(ReleaseAggregate.class, "release", CONTEXT);
  }

  private static Given<Release, ReleaseCommand> given(ReleaseEvent... events) {
    return Scenario.given(ReleaseDecider::decide, ReleaseDecider::evolve, events);
  }
}
