package dev.packledger.ledger;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** A snapshot of an aggregate, in whatever form an engine keeps it: a shortcut, never the truth. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredSnapshot(
    String stream,
    long sequence,
    String aggregateType,
    String eventId,
    Instant recordedAt,
    String payloadType,
    @Nullable String payloadRevision,
    byte[] payload,
    byte[] metadata)
    implements DomainEventData<byte[]> {
  /** What is to be kept of a message. */
  public static StoredSnapshot of(DomainEventMessage<?> message, Serializer serializer) {
    SerializedObject<byte[]> payload = serializer.serialize(message.getPayload(), byte[].class);
    return new StoredSnapshot(
        message.getAggregateIdentifier(),
        message.getSequenceNumber(),
        message.getType(),
        message.getIdentifier(),
        message.getTimestamp(),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        serializer.serialize(message.getMetaData(), byte[].class).getData());
  }

  @Override
  public String getType() {
    return aggregateType;
  }

  @Override
  public String getAggregateIdentifier() {
    return stream;
  }

  @Override
  public long getSequenceNumber() {
    return sequence;
  }

  @Override
  public String getEventIdentifier() {
    return eventId;
  }

  @Override
  public Instant getTimestamp() {
    return recordedAt;
  }

  @Override
  public SerializedObject<byte[]> getMetaData() {
    return new SerializedMetaData<>(metadata, byte[].class);
  }

  @Override
  public SerializedObject<byte[]> getPayload() {
    return new SimpleSerializedObject<>(payload, byte[].class, payloadType, payloadRevision);
  }
}
