package dev.packledger.projections;

import dev.packledger.domain.ledger.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * The rebuild digest of tables: every table of schema {@code projections}, each row in the order of
 * its primary key, as PostgreSQL's {@code jsonb} text (keys in one order, times in UTC) and a line
 * feed. Two databases whose tables hold the same facts have the same digests, whenever and in
 * however many steps they were built.
 *
 * @param tables by name without schema, in name order
 */
public record TableDigest(SortedMap<String, Rows> tables) {
  private static final String SCHEMA = "projections";
  private static final int FETCH_ROWS = 1000;

  public TableDigest {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
  }

  /** One table: how many rows, and the SHA-256 over them. */
  public record Rows(long count, Digest digest) {}

  /**
   * Digests all tables as of one moment.
   *
   * @throws SQLException where the database cannot answer
   * @throws IllegalStateException where a table has no primary key and thus no order
   */
  public static TableDigest of(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        return of(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  private static TableDigest of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      statement.execute("SET LOCAL TIME ZONE 'UTC'");
    }
    SortedMap<String, Rows> digests = new TreeMap<>();
    for (Map.Entry<String, List<String>> table : primaryKeys(connection).entrySet()) {
      if (table.getValue().isEmpty()) {
        throw new IllegalStateException("no primary key: " + table.getKey());
      }
      digests.put(table.getKey(), rows(connection, table.getKey(), table.getValue()));
    }
    return new TableDigest(digests);
  }

  /** One digest over all tables: their names, counts and digests. */
  public Digest total() {
    MessageDigest total = sha256();
    tables.forEach(
        (name, rows) ->
            total.update(
                "%s %d %s\n"
                    .formatted(name, rows.count(), rows.digest().hex())
                    .getBytes(StandardCharsets.UTF_8)));
    return digest(total);
  }

  /** The tables that are not the same in both, in name order. */
  public List<String> differences(TableDigest other) {
    TreeSet<String> names = new TreeSet<>(tables.keySet());
    names.addAll(other.tables.keySet());
    List<String> different = new ArrayList<>();
    for (String name : names) {
      Rows mine = tables.get(name);
      if (mine == null || !mine.equals(other.tables.get(name))) {
        different.add(name);
      }
    }
    return different;
  }

  private static Rows rows(Connection connection, String table, List<String> key)
      throws SQLException {
    // Texts are ordered as bytes, whatever collation a column or a database has.
    String sql =
        "SELECT to_jsonb(t)::text FROM %s.\"%s\" t ORDER BY %s"
            .formatted(SCHEMA, table, String.join(", ", key));
    MessageDigest digest = sha256();
    long count = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          digest.update(rows.getString(1).getBytes(StandardCharsets.UTF_8));
          digest.update((byte) '\n');
          count++;
        }
      }
    }
    return new Rows(count, digest(digest));
  }

  /** Each table's key as expressions to order by; empty where it has none. */
  private static SortedMap<String, List<String>> primaryKeys(Connection connection)
      throws SQLException {
    String sql =
        """
        SELECT c.relname,
          CASE WHEN a.attname IS NULL THEN NULL
            WHEN a.attcollation <> 0 THEN format('%I COLLATE "C"', a.attname)
            ELSE format('%I', a.attname) END
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?
        LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        LEFT JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place) ON true
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
        WHERE c.relkind IN ('r', 'p')
        ORDER BY c.relname, k.place
        """;
    SortedMap<String, List<String>> keys = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, SCHEMA);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          List<String> key = keys.computeIfAbsent(rows.getString(1), name -> new ArrayList<>());
          String column = rows.getString(2);
          if (column != null) {
            key.add("t." + column);
          }
        }
      }
    }
    return keys;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private static Digest digest(MessageDigest digest) {
    return new Digest(HexFormat.of().formatHex(digest.digest()));
  }
}
