package dev.packledger.projections.access;

import dev.packledger.projections.StoredValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs statements whose parameters are our values. */
record Statements(JdbcClient jdbc) {
  /** Changes exactly one row, or fails: then the tables are not what the ledger says. */
  void one(String sql, Map<String, ? extends @Nullable Object> params) {
    int rows = any(sql, params);
    if (rows != 1) {
      throw new IllegalStateException(
          rows + " rows instead of one; rebuild the projection: " + sql.strip());
    }
  }

  /** Changes any number of rows and answers how many. */
  int any(String sql, Map<String, ? extends @Nullable Object> params) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql);
    for (var entry : params.entrySet()) {
      statement = statement.param(entry.getKey(), StoredValue.of(entry.getValue()));
    }
    return statement.update();
  }

  /** Names and values in turn; a value may be null. */
  static Map<String, @Nullable Object> params(@Nullable Object... namesAndValues) {
    return with(Map.of(), namesAndValues);
  }

  /** The same and more. */
  static Map<String, @Nullable Object> with(
      Map<String, Object> first, @Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> params = new LinkedHashMap<>(first);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      params.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return params;
  }
}
