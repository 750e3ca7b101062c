package dev.packledger.projections;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes rows of one shape by one statement, in the caller's transaction. */
final class RowStatements {
  private final JdbcClient jdbc;
  private final Map<String, Map<String, String>> types = new HashMap<>();
  private final Map<RowShape, String> statements = new HashMap<>();

  RowStatements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws IllegalStateException where a row is missing that must be there
   */
  void write(RowShape shape, List<RowChange> rows) {
    String sql = statements.computeIfAbsent(shape, of -> of.sql(types(of.table())));
    JdbcClient.StatementSpec statement = jdbc.sql(sql);
    List<String> columns = shape.columns();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      @Nullable String[] texts = new @Nullable String[rows.size()];
      for (int row = 0; row < texts.length; row++) {
        texts[row] = text(StoredValue.of(RowShape.value(rows.get(row), column)));
      }
      statement = statement.param("p" + i, texts);
    }
    int changed = statement.update();
    if (changed != rows.size()) {
      throw new IllegalStateException(
          "%s has %d of the rows that %s and others must be; rebuild the projection"
              .formatted(shape.table(), changed, rows.getFirst().key()));
    }
  }

  /** The columns' types, as the server spells them. */
  private Map<String, String> types(String table) {
    return types.computeIfAbsent(
        table,
        name -> {
          Map<String, String> columns = new LinkedHashMap<>();
          jdbc.sql(
                  """
                  SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute
                  WHERE attrelid = CAST(:table AS regclass) AND attnum > 0 AND NOT attisdropped
                  """)
              .param("table", "projections." + name)
              .query(
                  (RowCallbackHandler)
                      row -> columns.put(row.getString("attname"), row.getString("type")));
          return columns;
        });
  }

  /** As PostgreSQL reads a value of its column's type. */
  private static @Nullable String text(@Nullable Object stored) {
    return switch (stored) {
      case null -> null;
      case String text -> text;
      case String[] texts -> array(texts);
      // A sign before a year of more than four digits is not read.
      case OffsetDateTime time ->
          time.toString().startsWith("+") ? time.toString().substring(1) : time.toString();
      case Object other -> other.toString();
    };
  }

  private static String array(String[] texts) {
    StringBuilder array = new StringBuilder("{");
    for (String text : texts) {
      array.append(array.length() == 1 ? "\"" : ",\"");
      array.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return array.append('}').toString();
  }
}
