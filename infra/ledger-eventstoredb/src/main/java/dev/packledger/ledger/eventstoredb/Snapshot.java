package dev.packledger.ledger.eventstoredb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A snapshot, stored as JSON with a digest of what it says. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Snapshot(
    String stream,
    long sequence,
    String aggregateType,
    String eventId,
    String recordedAt,
    String payloadType,
    @Nullable String payloadRevision,
    byte[] payload,
    byte[] metadata)
    implements DomainEventData<byte[]> {
  private static final JsonMapper JSON = JsonMapper.shared();

  private record Stored(Snapshot snapshot, byte[] digest) {}

  static Snapshot of(DomainEventMessage<?> message, Serializer serializer) {
    SerializedObject<byte[]> payload = serializer.serialize(message.getPayload(), byte[].class);
    return new Snapshot(
        message.getAggregateIdentifier(),
        message.getSequenceNumber(),
        message.getType(),
        message.getIdentifier(),
        message.getTimestamp().toString(),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        serializer.serialize(message.getMetaData(), byte[].class).getData());
  }

  byte[] encode() {
    return JSON.writeValueAsBytes(new Stored(this, digest()));
  }

  /** The snapshot of a stream; empty where the bytes are damaged, or not of that stream. */
  static Optional<Snapshot> read(String stream, byte[] stored) {
    try {
      Stored read = JSON.readValue(stored, Stored.class);
      boolean isWhole =
          read.snapshot().stream().equals(stream)
              && Arrays.equals(read.digest(), read.snapshot().digest());
      return isWhole ? Optional.of(read.snapshot()) : Optional.empty();
    } catch (JacksonException | NullPointerException damaged) {
      return Optional.empty();
    }
  }

  private byte[] digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String head = "%s %d %s %d ".formatted(stream, sequence, payloadType, payload.length);
      sha256.update(head.getBytes(UTF_8));
      sha256.update(payload);
      sha256.update(metadata);
      return sha256.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
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
    return Instant.parse(recordedAt);
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
