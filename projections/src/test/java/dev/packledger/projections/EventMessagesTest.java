package dev.packledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Recorded;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.Test;

/** What Axon hands over becomes what was recorded, also in a replay. */
class EventMessagesTest {
  private static final Recorded<Event> RECORDED = EveryEvent.story().get(30);
  private static final TrackingToken TOKEN = new GlobalSequenceTrackingToken(31);

  private static DomainEventMessage<Event> message() {
    Metadata metadata = RECORDED.metadata();
    return new GenericDomainEventMessage<>(
        "license",
        RECORDED.stream(),
        RECORDED.sequence(),
        new GenericMessage<>(
            metadata.eventId(),
            RECORDED.event(),
            Map.of("actor", metadata.actor(), "cause", metadata.cause(), "salt", metadata.salt())),
        metadata::recordedAt);
  }

  @Test
  void aMessageAndItsTokenAreTheRecordedEvent() {
    assertThat(EventMessages.recorded(message(), TOKEN)).isEqualTo(RECORDED);
    assertThat(EventMessages.recorded(new GenericTrackedDomainEventMessage<>(TOKEN, message())))
        .isEqualTo(RECORDED);
  }

  @Test
  void aReplayKeepsThePosition() {
    TrackingToken replay =
        ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(99), TOKEN);
    assertThat(EventMessages.recorded(message(), replay)).isEqualTo(RECORDED);
  }

  @Test
  void whatIsNotOfTheLedgerIsRefused() {
    assertThatThrownBy(
            () -> EventMessages.recorded(GenericEventMessage.asEventMessage("alien"), TOKEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventMessages.recorded(message()))
        .isInstanceOf(IllegalArgumentException.class);
    DomainEventMessage<Event> bare = message().withMetaData(Map.of());
    assertThatThrownBy(() -> EventMessages.recorded(bare, TOKEN))
        .hasMessageContaining("without actor");
  }
}
