package dev.packledger.ledger;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Metadata;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.EventData;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/**
 * A stored event as Axon reads it. Metadata and payload are handed over unread, as {@link Metadata}
 * and bytes; hence the type parameter says nothing.
 */
public final class StoredEvent {
  private StoredEvent() {}

  /** An event of a stream. */
  public static DomainEventData<Object> ofStream(Envelope envelope) {
    return new OfStream(envelope);
  }

  /**
   * An event of the whole ledger.
   *
   * @param token up to and with it
   */
  public static TrackedEventData<Object> ofLedger(TrackingToken token, Envelope envelope) {
    return new TrackedDomainEventData<>(token, new OfStream(envelope));
  }

  /** An event of the whole ledger that no aggregate published. */
  public static TrackedEventData<Object> ofNoAggregate(TrackingToken token, Envelope envelope) {
    return new OfNoAggregate(envelope, token);
  }

  private interface OfEnvelope extends EventData<Object> {
    Envelope envelope();

    @Override
    default String getEventIdentifier() {
      return envelope().metadata().eventId();
    }

    @Override
    default Instant getTimestamp() {
      return envelope().metadata().recordedAt();
    }

    @Override
    @SuppressWarnings("unchecked") // Axon hands it to our serializer, which knows
    default SerializedObject<Object> getMetaData() {
      SerializedObject<?> metadata = LedgerSerializer.metadata(envelope().metadata());
      return (SerializedObject<Object>) metadata;
    }

    @Override
    @SuppressWarnings("unchecked") // Axon asks the object itself for its type
    default SerializedObject<Object> getPayload() {
      SerializedObject<?> payload =
          new SimpleSerializedObject<>(
              envelope().payload(),
              byte[].class,
              envelope().type(),
              String.valueOf(envelope().revision()));
      return (SerializedObject<Object>) payload;
    }
  }

  private record OfStream(Envelope envelope) implements OfEnvelope, DomainEventData<Object> {
    /** The aggregate's type is the stream's word, which begins the event's name. */
    @Override
    public String getType() {
      String name = envelope.type();
      return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    @Override
    public String getAggregateIdentifier() {
      return envelope.stream();
    }

    @Override
    public long getSequenceNumber() {
      return envelope.sequence();
    }
  }

  private record OfNoAggregate(Envelope envelope, TrackingToken trackingToken)
      implements OfEnvelope, TrackedEventData<Object> {}
}
