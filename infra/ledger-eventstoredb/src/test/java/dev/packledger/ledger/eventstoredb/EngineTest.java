package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerStorageEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine promises beyond Axon's suite. */
class EngineTest {
  private Ledger ledger;
  private KurrentEventStorageEngine engine;

  @BeforeEach
  void open() {
    ledger = Ledger.on(server().emptyLedger());
    engine = ledger.engine();
  }

  @AfterEach
  void close() {
    if (ledger != null) {
      ledger.close();
    }
  }

  /** Where the server comes from. */
  Server server() {
    return Server.ofDouble();
  }

  private static List<DomainEventMessage<?>> events(String stream, long first, int count) {
    List<DomainEventMessage<?>> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          new GenericDomainEventMessage<>(
              "type",
              stream,
              first + i,
              "event " + (first + i),
              Map.of(),
              UUID.randomUUID().toString(),
              Envelopes.FIRST.plusSeconds(first + i)));
    }
    return events;
  }

  private List<TrackedEventMessage<?>> after(TrackingToken token) {
    return engine.readEvents(token, false).<TrackedEventMessage<?>>map(event -> event).toList();
  }

  @Test
  void positionsAreDenseWhateverStandsBetween() {
    for (int i = 0; i < 5; i++) {
      engine.appendEvents(events("a", i * 2, 2));
      ledger.appendForeign(7);
      engine.appendEvents(events("b", i, 1));
    }
    assertThat(after(engine.createTailToken()).stream().map(EngineTest::position))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 15).boxed().toList());
  }

  private static long position(TrackedEventMessage<?> event) {
    return event.trackingToken().position().orElseThrow();
  }

  @Test
  void thePositionIsLeftInTheUnitOfWork() {
    engine.appendEvents(events("a", 0, 3));
    DefaultUnitOfWork<?> unit =
        DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("append"));
    engine.appendEvents(events("b", 0, 2));
    assertThat(unit.<Position>getResource(LedgerStorageEngine.LAST_POSITION))
        .isEqualTo(new Position(5));
    unit.commit();
  }

  /** However many of other people's events stand in between, they are not taken for the end. */
  @Test
  void otherPeoplesEventsAreNotTheEnd() {
    engine.appendEvents(events("a", 0, 1));
    ledger.appendForeign(5000);
    engine.appendEvents(events("a", 1, 1));
    List<TrackedEventMessage<?>> all = after(engine.createTailToken());
    assertThat(all).hasSize(2);
    assertThat(after(all.getFirst().trackingToken())).hasSize(1);
    assertThat(after(all.getLast().trackingToken())).isEmpty();
    assertThat(after(engine.createHeadToken())).isEmpty();
    assertThat(after(engine.createTokenAt(Envelopes.FIRST.plusSeconds(1)))).hasSize(1);
    assertThat(engine.readEvents("a").asStream()).hasSize(2);
  }

  /** A token of the other engine is the same position, and can be gone on from. */
  @Test
  void anotherEnginesTokenIsThatPosition() {
    engine.appendEvents(events("a", 0, 10));
    for (long position : new long[] {0, 1, 9, 10}) {
      assertThat(
              after(new GlobalSequenceTrackingToken(position)).stream().map(EngineTest::position))
          .containsExactlyElementsOf(LongStream.rangeClosed(position + 1, 10).boxed().toList());
    }
    assertThatExceptionOfType(EventStoreException.class)
        .isThrownBy(() -> after(new GlobalSequenceTrackingToken(11)))
        .withMessageContaining("position 11");
  }

  /** It is not read from the beginning instead. */
  @Test
  void aTokenThatIsNotOursIsRefused() {
    engine.appendEvents(events("a", 0, 1));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> after(GapAwareTrackingToken.newInstance(1, List.of())));
  }

  @Test
  void tokensAreOrderedByPositionAndSurviveStorage() {
    engine.appendEvents(events("a", 0, 3));
    List<TrackingToken> tokens = new ArrayList<>(List.of(engine.createTailToken()));
    after(engine.createTailToken()).forEach(event -> tokens.add(event.trackingToken()));
    Jackson3Serializer serializer = Jackson3Serializer.builder().build();
    for (int i = 0; i < tokens.size(); i++) {
      SerializedObject<byte[]> stored = serializer.serialize(tokens.get(i), byte[].class);
      assertThat((Object) serializer.deserialize(stored)).isEqualTo(tokens.get(i));
      for (int j = 0; j < tokens.size(); j++) {
        assertThat(tokens.get(i).covers(tokens.get(j))).isEqualTo(i >= j);
        assertThat(tokens.get(i).lowerBound(tokens.get(j))).isEqualTo(tokens.get(Math.min(i, j)));
        assertThat(tokens.get(i).upperBound(tokens.get(j))).isEqualTo(tokens.get(Math.max(i, j)));
      }
      assertThat(tokens.get(i).covers(null)).isTrue();
      assertThat(tokens.get(i).covers(new GlobalSequenceTrackingToken(i))).isTrue();
    }
  }

  @Test
  void severalStreamsInOneAppendAreRefusedAndNothingIsStored() {
    List<EventMessage<?>> mixed = new ArrayList<>(events("a", 0, 2));
    mixed.addAll(events("b", 0, 1));
    assertThatExceptionOfType(EventStoreException.class)
        .isThrownBy(() -> engine.appendEvents(mixed))
        .withCauseInstanceOf(IllegalArgumentException.class);
    List<EventMessage<?>> withOneOfNoAggregate = new ArrayList<>(events("a", 0, 1));
    withOneOfNoAggregate.add(new GenericEventMessage<>("of no aggregate"));
    assertThatExceptionOfType(EventStoreException.class)
        .isThrownBy(() -> engine.appendEvents(withOneOfNoAggregate));
    assertThat(after(engine.createTailToken())).isEmpty();
  }

  @Test
  void eventsOfNoAggregateAreOneStreamAndStaySuch() {
    engine.appendEvents(
        new GenericEventMessage<>("one"),
        new GenericEventMessage<>("two"),
        new GenericEventMessage<>("three"));
    engine.appendEvents(events("a", 0, 1));
    List<TrackedEventMessage<?>> all = after(engine.createTailToken());
    assertThat(all.stream().map(event -> (Object) event.getPayload()))
        .containsExactly("one", "two", "three", "event 0");
    assertThat(all.stream().map(event -> event instanceof DomainEventMessage))
        .containsExactly(false, false, false, true);
  }

  @Test
  void conflictsAreAxonsOwn() {
    engine.appendEvents(events("a", 0, 2));
    assertThatExceptionOfType(AggregateStreamCreationException.class)
        .isThrownBy(() -> engine.appendEvents(events("a", 0, 1)));
    assertThatExceptionOfType(ConcurrencyException.class)
        .isThrownBy(() -> engine.appendEvents(events("a", 1, 1)));
    assertThatExceptionOfType(ConcurrencyException.class)
        .isThrownBy(() -> engine.appendEvents(events("a", 3, 1)));
    assertThat(engine.lastSequenceNumberFor("a")).hasValue(1L);
    assertThat(engine.lastSequenceNumberFor("b")).isEmpty();
  }

  @Test
  void anInstantIsTheEventsOwn() {
    engine.appendEvents(events("a", 0, 5));
    Instant third = Envelopes.FIRST.plusSeconds(2);
    assertThat(after(engine.createTokenAt(third)).stream().map(EngineTest::position))
        .containsExactly(3L, 4L, 5L);
    assertThat(after(engine.createTokenAt(third.plusMillis(1)))).hasSize(2);
    assertThat(engine.createTokenAt(Envelopes.FIRST)).isEqualTo(LedgerToken.START);
    assertThat(engine.createTokenAt(Envelopes.FIRST.plusSeconds(9)))
        .isEqualTo(engine.createHeadToken());
  }
}
