package dev.packledger.ledger.postgres;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.LedgerFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/** Reads the table of events. Positions are dense: a hole is damage, and stops the reader. */
final class EventTable {
  private static final String AFTER =
      "select position, envelope from ledger.events where position > ? and position <= ?"
          + " order by position limit ?";
  private static final String STREAM =
      "select position, envelope from ledger.events where stream = ? and sequence >= ?"
          + " order by sequence limit ?";
  private static final String STREAMS =
      """
      select position, envelope from unnest(?::text[]) as wanted(id)
      cross join lateral (
        select position, envelope from ledger.events
        where stream = wanted.id and position <= ? offset 0
      ) of_stream
      order by position limit ?\
      """;
  private static final String HEAD = "select coalesce(max(position), 0) from ledger.events";
  private static final String LAST_SEQUENCE =
      "select sequence from ledger.events where stream = ? order by sequence desc limit 1";
  private static final String RECORDED =
      "select recorded_micros from ledger.events where position = ?";
  private static final String LAST_AT_OR_BEFORE =
      "select max(position) from ledger.events where recorded_micros <= ? and position > ?";
  private static final String FIRST_AT_OR_AFTER =
      "select min(position) from ledger.events where recorded_micros >= ?";

  private final DataSource database;

  EventTable(DataSource database) {
    this.database = database;
  }

  /** An event and where it stands. */
  record Row(long position, Envelope envelope) {}

  /** The events after one position through another, in order, at most so many. */
  List<Row> after(long position, long through, int atMost) throws SQLException {
    List<Row> rows = rows(AFTER, position, through, (long) atMost);
    long expected = position;
    for (Row row : rows) {
      expected++;
      if (row.position() != expected) {
        throw new LedgerFailure("the ledger is damaged: no event at position " + expected);
      }
    }
    return rows;
  }

  /** The events of a stream from a sequence on, in order, at most so many. */
  List<Row> stream(String stream, long firstSequence, int atMost) throws SQLException {
    return rows(STREAM, stream, firstSequence, (long) atMost);
  }

  /**
   * The events of some streams through a position, in the order of positions, at most so many. Each
   * stream is looked up by itself: no planner may think that reading the whole ledger is less work.
   */
  List<Row> streams(List<String> streams, long through, int atMost) throws SQLException {
    return rows(STREAMS, streams.toArray(String[]::new), through, (long) atMost);
  }

  OptionalLong recordedMicros(long position) throws SQLException {
    return number(RECORDED, position);
  }

  long head() throws SQLException {
    return number(HEAD).orElseThrow(() -> new LedgerFailure("the ledger has no head"));
  }

  OptionalLong lastSequence(String stream) throws SQLException {
    return number(LAST_SEQUENCE, stream);
  }

  OptionalLong firstAtOrAfter(Instant instant) throws SQLException {
    return number(FIRST_AT_OR_AFTER, EventRow.micros(instant));
  }

  /**
   * The greatest position recorded at or before an instant, 0 where there is none.
   *
   * <p>Recorded times hardly ever run backwards, but they may: clocks differ between nodes. So a
   * search by halves finds some position recorded in time, and the index over ranges of recorded
   * times tells whether one after it was, too.
   */
  long lastAtOrBefore(Instant instant) throws SQLException {
    long wanted = EventRow.micros(instant);
    long inTime = 0;
    long late = head() + 1;
    while (late - inTime > 1) {
      long middle = inTime + (late - inTime) / 2;
      long recorded = recordedMicros(middle).orElse(Long.MAX_VALUE);
      if (recorded <= wanted) {
        inTime = middle;
      } else {
        late = middle;
      }
    }
    return Math.max(inTime, number(LAST_AT_OR_BEFORE, wanted, inTime).orElse(0));
  }

  private List<Row> rows(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = prepared(connection, sql, parameters);
        ResultSet row = select.executeQuery()) {
      List<Row> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(new Row(row.getLong(1), Envelope.decode(row.getBytes(2))));
      }
      return rows;
    }
  }

  private OptionalLong number(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = prepared(connection, sql, parameters);
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return OptionalLong.empty();
      }
      long number = row.getLong(1);
      return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object[] parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
