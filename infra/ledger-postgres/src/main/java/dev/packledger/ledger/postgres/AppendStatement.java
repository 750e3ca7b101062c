package dev.packledger.ledger.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The writer's own connection and the statements that store a group. Used by one thread at a time.
 *
 * <p>A group is one statement in one message: PostgreSQL begins, stores and commits without hearing
 * from us in between, so that a writer that is paused or killed holds nobody up. Where the message
 * itself stops half way, the limits set on the session end it. Each statement first takes one lock,
 * which is held until its commit.
 *
 * <p>Conflicts are rare, so a group is first stored as if there were none; one makes the unique
 * index refuse the whole, and the group is stored again by a function that finds out which appends
 * to leave out.
 */
final class AppendStatement implements AutoCloseable {
  private static final String ONE = "select ledger.append_one(?, ?, ?, ?)";
  private static final String ALL = "select ledger.append_all(?, ?, ?, ?)";
  private static final String SOME = "select head, refused from ledger.append_some(?, ?, ?, ?, ?)";
  private static final String FIND =
      "select position, envelope from ledger.events where stream = ? and sequence = ?";
  private static final String UNIQUE_VIOLATION = "23505";

  private final DataSource database;
  private final WriterLimits limits;
  private @Nullable Connection connection;

  AppendStatement(DataSource database, WriterLimits limits) {
    this.database = database;
    this.limits = limits;
  }

  /**
   * What became of a group.
   *
   * @param head the greatest position afterwards, its own last one
   * @param refused the appends that were not stored, as indices into the group
   */
  record Stored(long head, Set<Integer> refused) {}

  /** Stores a group; when this returns, what was not refused is durable. */
  Stored append(List<PendingAppend> group) throws SQLException {
    Columns columns = new Columns(group);
    try {
      return new Stored(columns.size() == 1 ? one(columns) : all(columns), Set.of());
    } catch (SQLException failed) {
      if (!UNIQUE_VIOLATION.equals(failed.getSQLState())) {
        throw failed;
      }
      return some(columns);
    }
  }

  private long one(Columns columns) throws SQLException {
    try (PreparedStatement insert = connection().prepareStatement(ONE)) {
      insert.setString(1, columns.streams[0]);
      insert.setLong(2, columns.sequences[0]);
      insert.setLong(3, columns.recorded[0]);
      insert.setBytes(4, columns.envelopes[0]);
      return number(insert);
    }
  }

  private long all(Columns columns) throws SQLException {
    try (PreparedStatement insert = connection().prepareStatement(ALL)) {
      columns.bind(insert, 1);
      return number(insert);
    }
  }

  private Stored some(Columns columns) throws SQLException {
    try (PreparedStatement call = connection().prepareStatement(SOME)) {
      call.setArray(1, columns.array("int4", columns.appends, call));
      columns.bind(call, 2);
      try (ResultSet row = call.executeQuery()) {
        row.next();
        Integer[] refused = (Integer[]) row.getArray(2).getArray();
        return new Stored(row.getLong(1), new HashSet<>(Arrays.asList(refused)));
      }
    }
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The position of exactly this event where it is stored already. */
  OptionalLong positionOf(EventRow event) throws SQLException {
    try (PreparedStatement find = connection().prepareStatement(FIND)) {
      find.setString(1, event.stream());
      find.setLong(2, event.sequence());
      try (ResultSet row = find.executeQuery()) {
        boolean same = row.next() && Arrays.equals(row.getBytes(2), event.envelope());
        return same ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** Gives the connection up; the next call opens another. */
  void disconnect() {
    Connection lost = connection;
    connection = null;
    if (lost != null) {
      try {
        lost.abort(Runnable::run);
      } catch (SQLException alreadyGone) {
        // Nothing is kept on it.
      }
    }
  }

  @Override
  public void close() {
    disconnect();
  }

  Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = open();
      connection = open;
    }
    return open;
  }

  private Connection open() throws SQLException {
    Connection opened = database.getConnection();
    try {
      prepare(opened);
      return opened;
    } catch (SQLException | RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  private void prepare(Connection opened) throws SQLException {
    opened.setAutoCommit(true);
    Duration answer = limits.transaction().plus(limits.lock());
    opened.setNetworkTimeout(Runnable::run, Math.toIntExact(answer.toMillis()));
    opened.unwrap(PGConnection.class).setPrepareThreshold(1);
    try (Statement set = opened.createStatement()) {
      set.execute("set application_name = 'packledger-writer'");
      set.execute("set default_transaction_isolation = 'read committed'");
      set.execute("set synchronous_commit = on");
      set.execute("set lock_timeout = " + limits.lock().toMillis());
      set.execute("set statement_timeout = " + limits.transaction().toMillis());
      set.execute("set idle_in_transaction_session_timeout = " + limits.transaction().toMillis());
      if (opened.getMetaData().getDatabaseMajorVersion() >= 17) {
        set.execute("set transaction_timeout = " + limits.transaction().toMillis());
      }
      // The plans must suit a great table also while it is small.
      set.execute("set enable_seqscan = off");
      set.execute("set plan_cache_mode = force_generic_plan");
      set.execute("set jit = off");
    }
  }

  /** The group as one array a column. */
  private static final class Columns {
    private final int[] appends;
    private final String[] streams;
    private final long[] sequences;
    private final long[] recorded;
    private final byte[][] envelopes;

    Columns(List<PendingAppend> group) {
      int size = group.stream().mapToInt(append -> append.rows().size()).sum();
      appends = new int[size];
      streams = new String[size];
      sequences = new long[size];
      recorded = new long[size];
      envelopes = new byte[size][];
      int at = 0;
      for (int append = 0; append < group.size(); append++) {
        for (EventRow row : group.get(append).rows()) {
          appends[at] = append;
          streams[at] = row.stream();
          sequences[at] = row.sequence();
          recorded[at] = row.recordedMicros();
          envelopes[at] = row.envelope();
          at++;
        }
      }
    }

    int size() {
      return appends.length;
    }

    void bind(PreparedStatement statement, int first) throws SQLException {
      statement.setArray(first, array("text", streams, statement));
      statement.setArray(first + 1, array("int8", sequences, statement));
      statement.setArray(first + 2, array("int8", recorded, statement));
      statement.setArray(first + 3, array("bytea", envelopes, statement));
    }

    Array array(String type, Object elements, PreparedStatement statement) throws SQLException {
      PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
      return connection.createArrayOf(type, elements);
    }
  }
}
