package dev.packledger.projections;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Reads the tables of schema {@code projections} for their {@link TableDigest}. */
public final class DigestQueries {
  private static final String SCHEMA = "projections";
  private static final int FETCH_ROWS = 1000;

  private DigestQueries() {}

  /**
   * Digests all tables as of one moment.
   *
   * @throws SQLException where the database cannot answer
   * @throws IllegalStateException where a table has no primary key and thus no order
   */
  public static TableDigest tables(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        return tables(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  /**
   * Digests all tables within the caller's transaction, which must see one moment only (repeatable
   * read); its time zone is UTC from then on.
   *
   * @throws SQLException where the database cannot answer
   * @throws IllegalStateException where a table has no primary key and thus no order
   */
  public static TableDigest tables(Connection connection) throws SQLException {
    execute(connection, "SET LOCAL TIME ZONE 'UTC'");
    SortedMap<String, TableDigest.Rows> digests = new TreeMap<>();
    for (Map.Entry<String, List<String>> table : primaryKeys(connection).entrySet()) {
      if (table.getValue().isEmpty()) {
        throw new IllegalStateException("no primary key: " + table.getKey());
      }
      digests.put(table.getKey(), rows(connection, table.getKey(), table.getValue()));
    }
    return new TableDigest(digests);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static TableDigest.Rows rows(Connection connection, String table, List<String> key)
      throws SQLException {
    // Texts are ordered as bytes, whatever collation a column or a database has.
    String sql =
        "SELECT to_jsonb(t)::text FROM %s.\"%s\" t ORDER BY %s"
            .formatted(SCHEMA, table, String.join(", ", key));
    MessageDigest digest = TableDigest.sha256();
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
    return new TableDigest.Rows(count, TableDigest.digest(digest));
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
}
