package dev.packledger.ledger.postgres;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRenamed;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Events of organisations, as an aggregate would publish them. */
final class Messages {
  private static final Map<String, Object> BY_US =
      Map.of(
          Metadata.ACTOR, new Actor(Actor.Kind.OPERATOR, "test"),
          Metadata.CAUSE, new Cause("command", null, "correlation"));

  private Messages() {}

  static DomainEventMessage<Event> renamed(String stream, long sequence) {
    return event(stream, sequence, new OrganizationRenamed("name " + sequence));
  }

  static DomainEventMessage<Event> renamed(String stream, long sequence, Instant recordedAt) {
    return new GenericDomainEventMessage<>(
        "organization",
        stream,
        sequence,
        new OrganizationRenamed("name " + sequence),
        BY_US,
        UUID.randomUUID().toString(),
        recordedAt);
  }

  static DomainEventMessage<Event> event(String stream, long sequence, Event event) {
    return new GenericDomainEventMessage<>("organization", stream, sequence, event, BY_US);
  }
}
