package dev.packledger.projections.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.access.RandomLedger;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.TestDatabase;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How Axon reaches the tables; what they hold is tested elsewhere. */
class AccessProjectionTest {
  private final AccessTables tables = new AccessTables(JdbcClient.create(TestDatabase.create()));
  private final AnnotationEventHandlerAdapter handler =
      new AnnotationEventHandlerAdapter(new AccessProjection(tables));

  @Test
  void everyEventReachesTheTables() throws Exception {
    RandomLedger ledger = new RandomLedger(new Random(1));
    for (int i = 0; i < 40; i++) {
      Recorded<Event> recorded = ledger.next();
      handler.handle(message(recorded.event(), recorded));
    }
    assertThat(tables.position()).isEqualTo(new Position(40));
  }

  @Test
  void aPayloadThatIsNoEventStopsIt() {
    Recorded<Event> recorded = new RandomLedger(new Random(1)).next();
    assertThatThrownBy(() -> handler.handle(message("alien", recorded)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEventThatNobodyKnowsStopsIt() {
    Recorded<Event> recorded = new RandomLedger(new Random(1)).next();
    assertThatThrownBy(() -> handler.handle(message(new Event() {}, recorded)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(handler.canHandle(message(new Event() {}, recorded))).isTrue();
  }

  @Test
  void aResetDropsEveryRow() throws Exception {
    everyEventReachesTheTables();
    handler.prepareReset();
    assertThat(tables.position()).isEqualTo(Position.START);
  }

  private static TrackedEventMessage<Object> message(Object payload, Recorded<Event> recorded) {
    Metadata metadata = recorded.metadata();
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(recorded.position().value()),
        new GenericDomainEventMessage<>(
            "stream",
            recorded.stream(),
            recorded.sequence(),
            payload,
            Map.of(
                Metadata.ACTOR, metadata.actor(),
                Metadata.CAUSE, metadata.cause(),
                Metadata.SALT, metadata.salt()),
            metadata.eventId(),
            metadata.recordedAt()));
  }
}
