package dev.packledger.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.access.AccessRules;
import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.DecisionStory;
import dev.packledger.domain.access.RandomLedger;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.access.AccessMemory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered about the past is what was answered then. */
class PastDecisionsTest {
  private static final InstantSource NOW = () -> Instant.parse("2030-01-01T00:00:00Z");

  static List<DecisionStory> stories() {
    return DecisionStory.all();
  }

  /** A question, the position that it was asked at, and what was answered. */
  private record Answered(
      Position at, Credential credential, Resource resource, Instant clock, Decision decision) {}

  /** Every question of the corpus, asked once everything has happened. */
  @ParameterizedTest
  @MethodSource("stories")
  void theCorpusIsAnsweredAsItWasThen(DecisionStory story) {
    try (StoredLedger ledger = new StoredLedger()) {
      AccessMemory live = new AccessMemory();
      List<Answered> answered = new ArrayList<>();
      for (DecisionStory.Step step : story.steps()) {
        switch (step) {
          case DecisionStory.Happened happened -> {
            live.apply(happened.recorded());
            ledger.append(plain(happened.recorded()));
          }
          case DecisionStory.Asked asked -> {
            Decision decision = live.decide(asked.credential(), asked.resource(), asked.clock());
            asked.answer().check(asked.line(), decision);
            answered.add(
                new Answered(
                    live.position(),
                    asked.credential(),
                    asked.resource(),
                    asked.clock(),
                    decision));
          }
        }
      }
      assertThat(answered).isNotEmpty();
      answered.forEach(question -> assertSame(ledger, question));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pastAndLiveAgreeOnRandomLedgers(long seed) {
    RandomLedger random = new RandomLedger(new Random(seed));
    try (StoredLedger ledger = new StoredLedger()) {
      AccessMemory live = new AccessMemory();
      List<Answered> answered = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        Recorded<Event> recorded = random.next();
        live.apply(recorded);
        ledger.append(recorded);
        for (int question = 0; question < 1; question++) {
          RandomLedger.Question asked = random.question();
          answered.add(
              new Answered(
                  live.position(),
                  asked.credential(),
                  asked.resource(),
                  asked.clock(),
                  live.decide(asked.credential(), asked.resource(), asked.clock())));
        }
      }
      answered.forEach(question -> assertSame(ledger, question));
    }
  }

  private static void assertSame(StoredLedger ledger, Answered then) {
    PastDecisions past = new PastDecisions(ledger.reader(), ledger.finder(), ledger.moments(NOW));
    AsOf asOf = new AsOf.AtPosition(then.at());
    PastDecisions.Past facts =
        past.past(asOf, then.credential(), PastDecisions.subject(then.resource()));
    assertThat(AccessRules.decide(facts.facts(), then.credential(), then.resource(), then.clock()))
        .isEqualTo(then.decision());
    assertThat(past.decide(asOf, then.credential(), then.resource()))
        .isEqualTo(facts.decide(then.credential(), then.resource()));
    assertThat(facts.moment().instant()).isEqualTo(facts.facts().recordedAt());
  }

  @Test
  void momentsThatTheLedgerDoesNotHaveAreRefused() {
    RandomLedger random = new RandomLedger(new Random(1));
    try (StoredLedger ledger = new StoredLedger()) {
      Moments moments = ledger.moments(NOW);
      assertThat(moments.now()).isEqualTo(new Moment(Position.START, Instant.EPOCH, NOW.instant()));
      Recorded<Event> first = random.next();
      ledger.append(first);
      Recorded<Event> second = random.next();
      ledger.append(second);
      Instant begin = first.metadata().recordedAt();

      assertThat(moments.of(new AsOf.AtPosition(second.position())).position())
          .isEqualTo(second.position());
      assertNone(moments, new AsOf.AtPosition(new Position(3)), "as_of.beyond_head");
      assertNone(moments, new AsOf.AtPosition(Position.START), "as_of.before_first_event");
      assertThat(moments.of(new AsOf.AtInstant(begin)).position()).isNotEqualTo(Position.START);
      assertNone(moments, new AsOf.AtInstant(begin.minusNanos(1000)), "as_of.before_first_event");
      Instant toCome = NOW.instant().plusSeconds(1);
      assertThat(moments.of(new AsOf.AtInstant(toCome)))
          .isEqualTo(new Moment(second.position(), second.metadata().recordedAt(), toCome));
    }
  }

  private static void assertNone(Moments moments, AsOf asOf, String code) {
    assertThatThrownBy(() -> moments.of(asOf))
        .isInstanceOfSatisfying(
            NoSuchMoment.class, none -> assertThat(none.code()).isEqualTo(code));
  }

  @Test
  void aMomentIsAPositionOrAnInstant() {
    assertThat(AsOf.parse("7")).contains(new AsOf.AtPosition(new Position(7)));
    assertThat(AsOf.parse("2026-01-01T01:00:00.0000019+01:00"))
        .contains(new AsOf.AtInstant(Instant.parse("2026-01-01T00:00:00.000001Z")));
    for (String neither : List.of("", "-1", "1.5", "yesterday", "2026-01-01", "9".repeat(19))) {
      assertThat(AsOf.parse(neither)).as(neither).isEmpty();
    }
  }

  @SuppressWarnings("unchecked") // every event is an Event
  private static Recorded<Event> plain(Recorded<? extends Event> recorded) {
    return (Recorded<Event>) recorded;
  }
}
