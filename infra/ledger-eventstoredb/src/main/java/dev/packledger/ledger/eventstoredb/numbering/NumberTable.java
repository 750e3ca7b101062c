package dev.packledger.ledger.eventstoredb.numbering;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.eventstoredb.LogPosition;
import dev.packledger.ledger.eventstoredb.Numbering.Numbered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was numbered. Every method throws {@link LedgerFailure} where the database is away. */
final class NumberTable {
  /**
   * Not synced: numbers that a crash of PostgreSQL takes back come out the same, as the log has
   * their order, and nothing that was committed after them is kept without them.
   */
  private static final String MOVE =
      """
      update numbering.head set position = position + ?, scanned = ?
      where position = ? and scanned is not distinct from ?::bigint
        and set_config('synchronous_commit', 'off', true) = 'off'\
      """;

  private static final String NUMBER =
      "with moved as ("
          + MOVE
          + " returning position - ? as before) "
          + """
          insert into numbering.events (position, stream, sequence, log_position, recorded_micros)
          select moved.before + e.ordinal, e.stream, e.sequence, e.at, e.recorded
          from moved, unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
            with ordinality as e(stream, sequence, at, recorded, ordinal)\
          """;
  private static final String POSITIONS =
      """
      select e.stream, e.sequence, e.position
      from unnest(?::text[], ?::bigint[]) as wanted(stream, sequence)
      join numbering.events e on e.stream = wanted.stream and e.sequence = wanted.sequence\
      """;
  private static final String LAST_SEQUENCES =
      """
      select wanted.stream, last.sequence from unnest(?::text[]) as wanted(stream)
      cross join lateral (
        select sequence from numbering.events e
        where e.stream = wanted.stream order by sequence desc limit 1
      ) last\
      """;
  private static final String COLUMNS = "position, stream, sequence, log_position, recorded_micros";
  private static final String ROW =
      "select " + COLUMNS + " from numbering.events where position = ?";
  private static final String STREAM =
      "select " + COLUMNS + " from numbering.events where stream = ? order by sequence";
  private static final String STREAMS =
      """
      select of_stream.* from unnest(?::text[]) as wanted(id)
      cross join lateral (
        select position, stream, sequence, log_position, recorded_micros from numbering.events
        where stream = wanted.id and position <= ? offset 0
      ) of_stream
      order by position limit ?\
      """;
  private static final String FIRST_AT_OR_AFTER =
      "select min(position) from numbering.events where recorded_micros >= ?";
  private static final String LAST_AT_OR_BEFORE =
      "select max(position) from numbering.events where recorded_micros <= ? and position > ?";

  private final DataSource database;

  NumberTable(DataSource database) {
    this.database = database;
  }

  /**
   * How far the log is numbered.
   *
   * @param scanned up to where it was looked through; null for its beginning
   */
  record Head(Position position, @Nullable LogPosition scanned) {}

  /** An event's place in its stream. */
  record Place(String stream, long sequence) {}

  /** An event that was numbered, or, as long as it has no position, is to be. */
  record Row(long position, Place place, LogPosition at, long recordedMicros) {
    Numbered numbered() {
      return new Numbered(new Position(position), at);
    }
  }

  Head head() {
    return one("select position, scanned from numbering.head", NumberTable::head)
        .orElseThrow(() -> new DamagedNumbering("the numbering has no head"));
  }

  private static Head head(ResultSet row) throws SQLException {
    Position position = new Position(row.getLong(1));
    long scanned = row.getLong(2);
    return new Head(position, row.wasNull() ? null : new LogPosition(scanned));
  }

  /**
   * Numbers events, in their order, all or none.
   *
   * @param from where the log was read from
   * @param scanned up to where it was
   * @return false where somebody else has moved the head meanwhile; nothing was numbered then
   */
  boolean number(Head from, List<Row> rows, LogPosition scanned) {
    LogPosition before = from.scanned();
    Object start = before == null ? null : before.value();
    long position = from.position().value();
    if (rows.isEmpty()) {
      return changed(MOVE, 0L, scanned.value(), position, start) == 1;
    }
    long size = rows.size();
    int numbered =
        changed(
            NUMBER,
            size,
            scanned.value(),
            position,
            start,
            size,
            rows.stream().map(row -> row.place().stream()).toArray(String[]::new),
            rows.stream().map(row -> row.place().sequence()).toArray(Long[]::new),
            rows.stream().map(row -> row.at().value()).toArray(Long[]::new),
            rows.stream().map(Row::recordedMicros).toArray(Long[]::new));
    return numbered == size;
  }

  /** The positions of those that are numbered. */
  Map<Place, Position> positions(Collection<Place> places) {
    Map<Place, Position> positions = new HashMap<>();
    all(
            POSITIONS,
            row -> Map.entry(new Place(row.getString(1), row.getLong(2)), row.getLong(3)),
            places.stream().map(Place::stream).toArray(String[]::new),
            places.stream().map(Place::sequence).toArray(Long[]::new))
        .forEach(found -> positions.put(found.getKey(), new Position(found.getValue())));
    return positions;
  }

  /** The greatest sequences of those streams that have any. */
  Map<String, Long> lastSequences(Collection<String> streams) {
    Map<String, Long> last = new HashMap<>();
    all(
            LAST_SEQUENCES,
            row -> Map.entry(row.getString(1), row.getLong(2)),
            (Object) streams.toArray(String[]::new))
        .forEach(found -> last.put(found.getKey(), found.getValue()));
    return last;
  }

  Optional<Row> at(long position) {
    return one(ROW, NumberTable::row, position);
  }

  List<Row> stream(String stream) {
    return all(STREAM, NumberTable::row, stream);
  }

  /** Of some streams, through a position, in the order of positions, at most so many. */
  List<Row> streams(Collection<String> streams, long through, int atMost) {
    return all(STREAMS, NumberTable::row, streams.toArray(String[]::new), through, (long) atMost);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        new Place(row.getString(2), row.getLong(3)),
        new LogPosition(row.getLong(4)),
        row.getLong(5));
  }

  /** The first position recorded at or after an instant; empty where there is none. */
  Optional<Long> firstAtOrAfter(Instant instant) {
    return number(FIRST_AT_OR_AFTER, micros(instant));
  }

  /**
   * The greatest position recorded at or before an instant, 0 where there is none. Recorded times
   * hardly ever run backwards, but may, as clocks differ: so a search by halves finds some position
   * in time, and the index over ranges of times whether one after it was, too.
   */
  long lastAtOrBefore(Instant instant) {
    long wanted = micros(instant);
    long inTime = 0;
    long late = head().position().value() + 1;
    while (late - inTime > 1) {
      long middle = inTime + (late - inTime) / 2;
      if (at(middle).map(Row::recordedMicros).orElse(Long.MAX_VALUE) <= wanted) {
        inTime = middle;
      } else {
        late = middle;
      }
    }
    return Math.max(inTime, number(LAST_AT_OR_BEFORE, wanted, inTime).orElse(0L));
  }

  static long micros(Instant instant) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (ArithmeticException tooFar) {
      return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private Optional<Long> number(String sql, Object... parameters) {
    return all(
            sql,
            row -> {
              long number = row.getLong(1);
              return Optional.ofNullable(row.wasNull() ? null : number);
            },
            parameters)
        .getFirst();
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> Optional<T> one(String sql, Reading<T> reading, Object... parameters) {
    return all(sql, reading, parameters).stream().findFirst();
  }

  private <T> List<T> all(String sql, Reading<T> reading, @Nullable Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = prepared(connection, sql, parameters);
        ResultSet row = select.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (row.next()) {
        all.add(reading.of(row));
      }
      return all;
    } catch (SQLException failed) {
      throw away(failed);
    }
  }

  private int changed(String sql, @Nullable Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement change = prepared(connection, sql, parameters)) {
      return change.executeUpdate();
    } catch (SQLException failed) {
      if ("23505".equals(failed.getSQLState())) { // unique_violation
        throw new DamagedNumbering("the log names an event twice: " + failed.getMessage());
      }
      throw away(failed);
    }
  }

  private static LedgerFailure away(SQLException failed) {
    return new LedgerFailure("the numbering cannot be asked: " + failed.getMessage(), failed);
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object[] parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
        case Long[] numbers -> statement.setArray(i + 1, connection.createArrayOf("int8", numbers));
        case null -> statement.setNull(i + 1, java.sql.Types.BIGINT);
        case Object other -> statement.setObject(i + 1, other);
      }
    }
    return statement;
  }
}
