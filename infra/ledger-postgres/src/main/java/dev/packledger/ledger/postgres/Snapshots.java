package dev.packledger.ledger.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.ledger.StoredSnapshot;
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
  void store(StoredSnapshot snapshot) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement store = connection.prepareStatement(STORE)) {
      store.setString(1, snapshot.stream());
      store.setLong(2, snapshot.sequence());
      store.setString(3, snapshot.aggregateType());
      store.setString(4, snapshot.eventId());
      store.setLong(5, EventRow.micros(snapshot.recordedAt()));
      store.setString(6, snapshot.payloadType());
      store.setString(7, snapshot.payloadRevision());
      store.setBytes(8, snapshot.payload());
      store.setBytes(9, snapshot.metadata());
      store.setBytes(10, digest(snapshot));
      store.executeUpdate();
    }
  }

  Optional<StoredSnapshot> find(String stream) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, stream);
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? read(stream, row) : Optional.empty();
      }
    }
  }

  private static Optional<StoredSnapshot> read(String stream, ResultSet row) throws SQLException {
    StoredSnapshot snapshot =
        new StoredSnapshot(
            stream,
            row.getLong("sequence"),
            row.getString("aggregate_type"),
            row.getString("event_id"),
            Instant.EPOCH.plus(row.getLong("recorded_micros"), ChronoUnit.MICROS),
            row.getString("payload_type"),
            row.getString("payload_revision"),
            row.getBytes("payload"),
            row.getBytes("metadata"));
    return Arrays.equals(digest(snapshot), row.getBytes("digest"))
        ? Optional.of(snapshot)
        : Optional.empty();
  }

  private static byte[] digest(StoredSnapshot of) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String head = of.stream() + " " + of.sequence() + " " + of.payload().length + " ";
      sha256.update(head.getBytes(UTF_8));
      sha256.update(of.payload());
      sha256.update(of.metadata());
      return sha256.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
