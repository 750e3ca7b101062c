package dev.packledger.ledger.postgres.bench;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.postgresql.PGConnection;

/**
 * What PostgreSQL can do at most: one connection inserts groups, as great as there are producers,
 * into a table like the ledger's, one statement and one commit a group; no head, no check of
 * conflicts, nobody to answer.
 */
final class RawInserts implements Subject {
  static final String TABLES =
      """
      create schema raw;
      create sequence raw.positions;
      create table raw.events (like ledger.events including all);
      """;
  private static final String INSERT =
      """
      insert into raw.events (position, stream, sequence, recorded_micros, envelope)
      select nextval('raw.positions'), e.* from unnest(?, ?, ?, ?) as e\
      """;

  private final Connection connection;
  private final LedgerSerializer serializer = SampleEvents.serializer();
  private final InstantSource clock;
  private final int group;

  RawInserts(DataSource database, int group, InstantSource clock) throws SQLException {
    this.clock = clock;
    this.group = group;
    this.connection = database.getConnection();
    connection.unwrap(PGConnection.class).setPrepareThreshold(1);
  }

  @Override
  public int eventsPerCall() {
    return group;
  }

  @Override
  public void append(String stream, long sequence) throws SQLException {
    String[] streams = new String[group];
    long[] sequences = new long[group];
    long[] recorded = new long[group];
    byte[][] envelopes = new byte[group][];
    for (int i = 0; i < group; i++) {
      Envelope envelope = envelope(stream + "-" + i, sequence);
      streams[i] = envelope.stream();
      sequences[i] = sequence;
      recorded[i] = ChronoUnit.MICROS.between(Instant.EPOCH, envelope.metadata().recordedAt());
      envelopes[i] = envelope.encode();
    }
    PGConnection arrays = connection.unwrap(PGConnection.class);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setArray(1, arrays.createArrayOf("text", streams));
      insert.setArray(2, arrays.createArrayOf("int8", sequences));
      insert.setArray(3, arrays.createArrayOf("int8", recorded));
      insert.setArray(4, arrays.createArrayOf("bytea", envelopes));
      insert.executeUpdate();
    }
  }

  private Envelope envelope(String stream, long sequence) {
    DomainEventMessage<Event> message = SampleEvents.message(stream, sequence, clock.instant());
    SerializedObject<byte[]> payload = serializer.serialize(message.getPayload(), byte[].class);
    return new Envelope(
        stream,
        sequence,
        payload.getType().getName(),
        Integer.parseInt(payload.getType().getRevision()),
        serializer.metadataOf(message),
        payload.getData());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
