package dev.packledger.projections.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.access.DecisionStory;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.RandomLedger;
import dev.packledger.domain.access.ReferenceFacts;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.releases.ReleaseId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessMemoryTest {
  static List<DecisionStory> stories() {
    return DecisionStory.all();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void everyAnswerIsAsTold(DecisionStory story) {
    AccessMemory memory = new AccessMemory();
    for (DecisionStory.Step step : story.steps()) {
      switch (step) {
        case DecisionStory.Happened happened -> memory.apply(happened.recorded());
        case DecisionStory.Asked asked ->
            asked
                .answer()
                .check(
                    asked.line(),
                    memory.decide(asked.credential(), asked.resource(), asked.clock()));
      }
    }
  }

  /** Decisions agree in every part: reason, since, licences, the positions that decided. */
  @Property(tries = 100)
  void decidesAsThePlainFactsDo(@ForAll long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    ReferenceFacts plain = new ReferenceFacts();
    AccessMemory memory = new AccessMemory();
    for (int i = 0; i < 200; i++) {
      Recorded<Event> recorded = ledger.next();
      plain.apply(recorded);
      memory.apply(recorded);
      for (int question = 0; question < 4; question++) {
        RandomLedger.Question asked = ledger.question();
        assertThat(memory.decide(asked.credential(), asked.resource(), asked.clock()))
            .isEqualTo(asked.over(plain));
      }
    }
  }

  @Test
  void anEventTwiceIsAppliedOnceAndAGapStopsIt() {
    RandomLedger ledger = new RandomLedger(new Random(1));
    AccessMemory memory = new AccessMemory();
    Recorded<Event> first = ledger.next();
    memory.apply(first);
    memory.apply(first);
    assertThat(memory.position()).isEqualTo(new Position(1));
    ledger.next();
    Recorded<Event> third = ledger.next();
    assertThatThrownBy(() -> memory.apply(third)).isInstanceOf(IllegalStateException.class);
    assertThat(memory.position()).isEqualTo(new Position(1));
  }

  @Test
  void anEventThatContradictsStopsEveryAnswer() {
    RandomLedger ledger = new RandomLedger(new Random(1));
    AccessMemory memory =
        new AccessMemory(
            recorded -> {
              throw new IllegalArgumentException("alien");
            });
    Recorded<Event> first = ledger.next();
    assertThatThrownBy(() -> memory.apply(first)).isInstanceOf(IllegalArgumentException.class);
    Position asked = memory.ask(Facts::position);
    assertThat(asked).isEqualTo(Position.START);

    AccessMemory torn =
        new AccessMemory(
            recorded ->
                Optional.of(
                    new AccessChange.ReleaseYankChanged(new ReleaseId(new UUID(1, 1)), true)));
    assertThatThrownBy(() -> torn.apply(first)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> torn.ask(Facts::position)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waitsForAPositionNoLongerThanItMay() throws InterruptedException {
    RandomLedger ledger = new RandomLedger(new Random(1));
    AccessMemory memory = new AccessMemory();
    assertThat(memory.awaitPosition(Position.START, Duration.ZERO)).isTrue();
    assertThat(memory.awaitPosition(new Position(1), Duration.ofMillis(1))).isFalse();
    Thread writer = Thread.ofVirtual().start(() -> memory.apply(ledger.next()));
    assertThat(memory.awaitPosition(new Position(1), Duration.ofSeconds(30))).isTrue();
    writer.join();
  }
}
