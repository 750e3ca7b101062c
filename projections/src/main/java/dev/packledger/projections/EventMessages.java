package dev.packledger.projections;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;

/** Turns what Axon hands to an event handler into what our folds read; invents nothing. */
public final class EventMessages {
  private EventMessages() {}

  /**
   * The recorded event of a message that carries its own tracking token.
   *
   * @throws IllegalArgumentException where the message is not one of the ledger's
   */
  public static Recorded<Event> recorded(EventMessage<?> message) {
    if (message instanceof TrackedEventMessage<?> tracked) {
      return recorded(message, tracked.trackingToken());
    }
    throw new IllegalArgumentException("no position in message " + message.getIdentifier());
  }

  /**
   * The recorded event of a message and the token that came with it.
   *
   * @param token its position is the event's position in the ledger
   * @throws IllegalArgumentException where the message is not one of the ledger's
   */
  public static Recorded<Event> recorded(EventMessage<?> message, TrackingToken token) {
    if (!(message instanceof DomainEventMessage<?> domain)
        || !(domain.getPayload() instanceof Event event)) {
      throw new IllegalArgumentException(
          "not an event of the ledger: " + message.getPayloadType().getName());
    }
    long position =
        token
            .position()
            .orElseThrow(() -> new IllegalArgumentException("a token without position: " + token));
    return new Recorded<>(
        domain.getAggregateIdentifier(),
        domain.getSequenceNumber(),
        new Position(position),
        event,
        metadata(domain));
  }

  private static Metadata metadata(DomainEventMessage<?> message) {
    MetaData carried = message.getMetaData();
    return new Metadata(
        message.getIdentifier(),
        part(carried, Metadata.ACTOR, Actor.class),
        part(carried, Metadata.CAUSE, Cause.class),
        message.getTimestamp(),
        part(carried, Metadata.SALT, String.class));
  }

  private static <T> T part(MetaData carried, String name, Class<T> type) {
    Object part = Objects.requireNonNull(carried.get(name), () -> "an event without " + name);
    return type.cast(part);
  }
}
