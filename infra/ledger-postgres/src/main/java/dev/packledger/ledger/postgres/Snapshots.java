package dev.packledger.ledger.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshot of each stream's aggregate: a shortcut, never the truth. A snapshot whose
 * bytes do not match its digest is as good as none.
 */
final class Snapshots {
  private static final String STORE =
      """
      insert into ledger.snapshots as s (stream, sequence, aggregate_type, event_id,
        recorded_micros, payload_type, payload_revision, payload, metadata, digest)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (stream) do update set sequence = excluded.sequence,
        aggregate_type = excluded.aggregate_type, event_id = excluded.event_id,
        recorded_micros = excluded.recorded_micros, payload_type = excluded.payload_type,
        payload_revision = excluded.payload_revision, payload = excluded.payload,
        metadata = excluded.metadata, digest = excluded.digest
      where s.sequence < excluded.sequence\
      """;
  private static final String FIND =
      """
      select sequence, aggregate_type, event_id, recorded_micros, payload_type, payload_revision,
        payload, metadata, digest
      from ledger.snapshots where stream = ?\
      """;

  private final DataSource database;

  Snapshots(DataSource database) {
    this.database = database;
  }

  /** Keeps a snapshot unless a newer one is kept. */
  void store(DomainEventMessage<?> snapshot, Serializer serializer) throws SQLException {
    SerializedObject<byte[]> payload = serializer.serialize(snapshot.getPayload(), byte[].class);
    byte[] metadata = serializer.serialize(snapshot.getMetaData(), byte[].class).getData();
    String stream = snapshot.getAggregateIdentifier();
    try (Connection connection = database.getConnection();
        PreparedStatement store = connection.prepareStatement(STORE)) {
      store.setString(1, stream);
      store.setLong(2, snapshot.getSequenceNumber());
      store.setString(3, snapshot.getType());
      store.setString(4, snapshot.getIdentifier());
      store.setLong(5, EventRow.micros(snapshot.getTimestamp()));
      store.setString(6, payload.getType().getName());
      store.setString(7, payload.getType().getRevision());
      store.setBytes(8, payload.getData());
      store.setBytes(9, metadata);
      store.setBytes(10, digest(stream, snapshot.getSequenceNumber(), payload.getData(), metadata));
      store.executeUpdate();
    }
  }

  Optional<DomainEventData<byte[]>> find(String stream) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, stream);
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? read(stream, row) : Optional.empty();
      }
    }
  }

  private static Optional<DomainEventData<byte[]>> read(String stream, ResultSet row)
      throws SQLException {
    Snapshot snapshot =
        new Snapshot(
            stream,
            row.getLong("sequence"),
            row.getString("aggregate_type"),
            row.getString("event_id"),
            Instant.EPOCH.plus(row.getLong("recorded_micros"), ChronoUnit.MICROS),
            row.getString("payload_type"),
            row.getString("payload_revision"),
            row.getBytes("payload"),
            row.getBytes("metadata"));
    byte[] digest = digest(stream, snapshot.sequence, snapshot.payload, snapshot.metadata);
    return Arrays.equals(digest, row.getBytes("digest")) ? Optional.of(snapshot) : Optional.empty();
  }

  private static byte[] digest(String stream, long sequence, byte[] payload, byte[] metadata) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((stream + " " + sequence + " " + payload.length + " ").getBytes(UTF_8));
      sha256.update(payload);
      sha256.update(metadata);
      return sha256.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Snapshot(
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
}
