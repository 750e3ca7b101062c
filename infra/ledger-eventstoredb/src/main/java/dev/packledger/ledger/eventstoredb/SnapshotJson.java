package dev.packledger.ledger.eventstoredb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.ledger.StoredSnapshot;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A snapshot as JSON, with a digest of what it says. */
final class SnapshotJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private SnapshotJson() {}

  private record Stored(Snapshot snapshot, byte[] digest) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Snapshot(
      String stream,
      long sequence,
      String aggregateType,
      String eventId,
      String recordedAt,
      String payloadType,
      @Nullable String payloadRevision,
      byte[] payload,
      byte[] metadata) {
    static Snapshot of(StoredSnapshot stored) {
      return new Snapshot(
          stored.stream(),
          stored.sequence(),
          stored.aggregateType(),
          stored.eventId(),
          stored.recordedAt().toString(),
          stored.payloadType(),
          stored.payloadRevision(),
          stored.payload(),
          stored.metadata());
    }

    StoredSnapshot stored() {
      return new StoredSnapshot(
          stream,
          sequence,
          aggregateType,
          eventId,
          Instant.parse(recordedAt),
          payloadType,
          payloadRevision,
          payload,
          metadata);
    }

    byte[] digest() {
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
  }

  static byte[] encode(StoredSnapshot stored) {
    Snapshot snapshot = Snapshot.of(stored);
    return JSON.writeValueAsBytes(new Stored(snapshot, snapshot.digest()));
  }

  /** The snapshot of a stream; empty where the bytes are damaged, or not of that stream. */
  static Optional<StoredSnapshot> read(String stream, byte[] stored) {
    try {
      Stored read = JSON.readValue(stored, Stored.class);
      boolean isWhole =
          read.snapshot().stream().equals(stream)
              && Arrays.equals(read.digest(), read.snapshot().digest());
      return isWhole ? Optional.of(read.snapshot().stored()) : Optional.empty();
    } catch (JacksonException | NullPointerException | DateTimeException damaged) {
      return Optional.empty();
    }
  }
}
