package dev.packledger.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.RandomLedger;
import dev.packledger.domain.access.ReferenceFacts;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.timeline.LicenseHistoryEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history of a licence is the same however the ledger is read. */
class LicenseHistoriesTest {
  private static final InstantSource NOW = () -> Instant.parse("2030-01-01T00:00:00Z");
  private static final int EVENTS = 250;
  private static final int PAGE = 7;

  /** A stored ledger and every event in it. */
  private record World(StoredLedger ledger, List<Recorded<Event>> events, Random random) {
    static World of(long seed) {
      StoredLedger ledger = new StoredLedger();
      RandomLedger random = new RandomLedger(new Random(seed));
      List<Recorded<Event>> events = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        Recorded<Event> recorded = random.next();
        events.add(recorded);
        ledger.append(recorded);
      }
      return new World(ledger, events, new Random(seed));
    }

    List<String> streams(String prefix) {
      return events.stream()
          .map(Recorded::stream)
          .filter(stream -> stream.startsWith(prefix + "_"))
          .distinct()
          .toList();
    }

    String any(String prefix) {
      List<String> streams = streams(prefix);
      return streams.get(random.nextInt(streams.size()));
    }

    Question question() {
      return new Question(
          new TokenId(any("tok")),
          new PackageId(any("pkg")),
          random.nextInt(4) == 0 ? null : new ReleaseId(any("rel")));
    }

    LicenseHistories histories() {
      return new LicenseHistories(ledger.reader());
    }

    LicenseHistories.Indexed indexed(int eventsMax) {
      PastDecisions decisions =
          new PastDecisions(ledger.reader(), ledger.finder(), ledger.moments(NOW));
      return new LicenseHistories.Indexed(ledger.reader(), ledger.finder(), decisions, eventsMax);
    }
  }

  /** What one way of reading told. */
  private record Whole(List<Telling.Told> told, Telling.Ending ending) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aScanAndTheIndexTellTheSame(long seed) {
    World world = World.of(seed);
    try (StoredLedger ledger = world.ledger()) {
      int compared = 0;
      for (String license : world.streams("lic")) {
        for (int position = 60; position <= EVENTS; position += 95) {
          Moment moment = ledger.moments(NOW).of(new AsOf.AtPosition(new Position(position)));
          Optional<LicenseFile> file = world.histories().open(new LicenseId(license), moment);
          @Nullable Question question = position < 100 ? null : world.question();
          if (file.isPresent()) {
            Whole scanned = scanned(world, file.get(), question);
            assertThat(indexed(world, file.get(), question, null)).isEqualTo(scanned);
            assertDecisions(world, file.get(), question, scanned);
            compared += scanned.told().size();
          }
        }
      }
      assertThat(compared).isGreaterThan(100);
    }
  }

  private static Whole scanned(World world, LicenseFile file, @Nullable Question question) {
    List<Telling.Told> told = new ArrayList<>();
    List<Position> read = new ArrayList<>();
    Telling.Ending ending = world.histories().scan(file, question, told::add, read::add);
    assertThat(read).hasSize((int) file.moment().position().value());
    return new Whole(told, ending);
  }

  private static Whole indexed(
      World world, LicenseFile file, @Nullable Question question, @Nullable OrganizationId viewer) {
    List<Telling.Told> told = new ArrayList<>();
    @Nullable Position after = Position.START;
    Telling.@Nullable Ending ending = null;
    while (after != null) {
      LicenseHistories.Part part = world.indexed(10_000).read(file, question, viewer, after, PAGE);
      assertThat(ending).isIn(part.ending(), null);
      assertThat(part.told()).hasSizeLessThanOrEqualTo(PAGE);
      told.addAll(part.told());
      ending = part.ending();
      after = part.next();
    }
    return new Whole(told, Objects.requireNonNull(ending));
  }

  /** Every decision told is the rule's over the plainest facts at that position. */
  private static void assertDecisions(
      World world, LicenseFile file, @Nullable Question question, Whole whole) {
    if (question == null) {
      assertThat(whole.told()).allSatisfy(told -> assertThat(told.decision()).isNull());
      return;
    }
    for (Telling.Told told : whole.told()) {
      Recorded<Event> at = told.entry().recorded();
      assertThat(told.decision())
          .isEqualTo(live(world, file, question, at.position(), at.metadata().recordedAt()));
    }
    Moment moment = file.moment();
    assertThat(whole.ending().decision())
        .isEqualTo(live(world, file, question, moment.position(), moment.instant()));
  }

  private static Decision live(
      World world, LicenseFile file, Question question, Position at, Instant clock) {
    ReferenceFacts facts = new ReferenceFacts();
    world.events().subList(0, (int) at.value()).forEach(facts::apply);
    return question.over(facts, null, file.circle().seller(), clock);
  }

  /** Both sides read one history, each without what is the other's alone. */
  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void sellerAndBuyerAreToldTheirOwn(long seed) {
    World world = World.of(seed);
    try (StoredLedger ledger = world.ledger()) {
      Moment now = ledger.moments(NOW).now();
      for (String license : world.streams("lic")) {
        LicenseFile file = world.histories().open(new LicenseId(license), now).orElseThrow();
        Whole all = indexed(world, file, null, null);
        OrganizationId seller = file.circle().seller();
        Set<OrganizationId> sides = new LinkedHashSet<>(file.circle().held().keySet());
        sides.add(seller);
        for (OrganizationId viewer : sides) {
          for (Telling.Told told : indexed(world, file, null, viewer).told()) {
            assertThat(all.told()).contains(told);
            assertThat(isOwnedByAnother(told.entry(), viewer)).isFalse();
          }
        }
        List<Telling.Told> sold = indexed(world, file, null, seller).told();
        assertThat(sold.stream().filter(told -> isOfLicense(told.entry())))
            .hasSameSizeAs(all.told().stream().filter(told -> isOfLicense(told.entry())).toList());
        assertThat(file.concerns(OrganizationId.ofSlug("stranger"))).isFalse();
        assertThat(file.concerns(seller)).isTrue();
      }
    }
  }

  private static boolean isOfLicense(LicenseHistoryEntry entry) {
    return entry.recorded().event() instanceof LicenseEvent;
  }

  /** Members, pipelines and tokens are told to their own organisation alone. */
  private static boolean isOwnedByAnother(LicenseHistoryEntry entry, OrganizationId viewer) {
    String stream = entry.recorded().stream();
    return (stream.startsWith("org_") && !stream.equals(viewer.value()))
        || (stream.startsWith("tok_") && !entry.viewers().contains(viewer.value()));
  }

  @Test
  void aHistoryOfTooManyEventsIsRefusedBeforeItIsTold() {
    World world = World.of(7);
    try (StoredLedger ledger = world.ledger()) {
      Moment now = ledger.moments(NOW).now();
      String license = world.streams("lic").getFirst();
      LicenseFile file = world.histories().open(new LicenseId(license), now).orElseThrow();
      int events = world.indexed(10_000).read(file, null, null, Position.START, 1000).told().size();
      assertThatThrownBy(() -> world.indexed(events - 1).read(file, null, null, Position.START, 5))
          .isInstanceOf(LicenseHistories.TooLong.class)
          .hasMessageContaining("replay --license");
    }
  }

  @Test
  void aLicenceIsUnknownBeforeItsGrant() {
    World world = World.of(8);
    try (StoredLedger ledger = world.ledger()) {
      Recorded<Event> grant =
          world.events().stream()
              .filter(event -> event.event() instanceof LicenseEvent.LicenseGranted)
              .findFirst()
              .orElseThrow();
      LicenseId license = new LicenseId(grant.stream());
      Moments moments = ledger.moments(NOW);
      Position before = new Position(grant.position().value() - 1);
      assertThat(world.histories().open(license, moments.of(new AsOf.AtPosition(before))))
          .isEmpty();
      assertThat(world.histories().open(license, moments.of(new AsOf.AtPosition(grant.position()))))
          .isPresent();
    }
  }

  @Test
  void aQuestionIsWholeOrNone() {
    String token = "tok_" + "0".repeat(26);
    assertThat(Question.parse(null, null, null)).isEmpty();
    Question question = Question.parse(token, "pkg:npm/%40acme/ui", "1.0.0").orElseThrow();
    assertThat(Question.parse(token, "pkg:npm/%40acme/ui@1.0.0", null)).contains(question);
    assertThat(question.release()).isNotNull();
    assertThat(Question.parse(token, "pkg:npm/%40acme/ui", null).orElseThrow().release()).isNull();
    assertUnclear(token, null, null);
    assertUnclear(null, "pkg:npm/ui", null);
    assertUnclear(null, null, "1");
    assertUnclear("plk_secret", "pkg:npm/ui", null);
    assertUnclear(token, "npm/ui", null);
    assertUnclear(token, "pkg:npm/ui@1", "2");
  }

  private static void assertUnclear(
      @Nullable String token, @Nullable String pkg, @Nullable String version) {
    assertThatThrownBy(() -> Question.parse(token, pkg, version))
        .isInstanceOfSatisfying(
            Question.Unclear.class,
            unclear -> assertThat(unclear.detail()).doesNotContain("plk_secret"));
  }
}
