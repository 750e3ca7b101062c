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
 * The writer's own connection and the one statement that stores a group. Used by one thread.
 *
 * <p>A group is one call in one message: PostgreSQL begins, stores and commits without hearing from
 * us in between, so that a writer that is paused or killed holds nobody up. Where the message
 * itself stops half way, the limits set on the session end it.
 */
final class AppendStatement implements AutoCloseable {
  private static final String APPEND = "select head, refused from ledger.append(?, ?, ?, ?, ?, ?)";
  private static final String FIND =
      "select position, envelope from ledger.events where stream = ? and sequence = ?";

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
    try (PreparedStatement call = connection().prepareStatement(APPEND)) {
      columns.bind(call);
      try (ResultSet row = call.executeQuery()) {
        row.next();
        return new Stored(row.getLong(1), indices(row.getArray(2)));
      }
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

  private static Set<Integer> indices(Array refused) throws SQLException {
    return new HashSet<>(Arrays.asList((Integer[]) refused.getArray()));
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
    private final boolean[] firsts;
    private final long[] recorded;
    private final byte[][] envelopes;

    Columns(List<PendingAppend> group) {
      int size = group.stream().mapToInt(append -> append.rows().size()).sum();
      appends = new int[size];
      streams = new String[size];
      sequences = new long[size];
      firsts = new boolean[size];
      recorded = new long[size];
      envelopes = new byte[size][];
      int at = 0;
      for (int append = 0; append < group.size(); append++) {
        for (EventRow row : group.get(append).rows()) {
          appends[at] = append;
          streams[at] = row.stream();
          sequences[at] = row.sequence();
          firsts[at] = row.first();
          recorded[at] = row.recordedMicros();
          envelopes[at] = row.envelope();
          at++;
        }
      }
    }

    void bind(PreparedStatement call) throws SQLException {
      PGConnection connection = call.getConnection().unwrap(PGConnection.class);
      call.setArray(1, connection.createArrayOf("int4", appends));
      call.setArray(2, connection.createArrayOf("text", streams));
      call.setArray(3, connection.createArrayOf("int8", sequences));
      call.setArray(4, connection.createArrayOf("bool", firsts));
      call.setArray(5, connection.createArrayOf("int8", recorded));
      call.setArray(6, connection.createArrayOf("bytea", envelopes));
    }
  }
}
