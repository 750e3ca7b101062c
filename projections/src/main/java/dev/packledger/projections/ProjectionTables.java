package dev.packledger.projections;

import static java.util.stream.Collectors.joining;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of one projection: performs what its fold says, and keeps how far it came. Both happen
 * in the caller's transaction: a crash leaves both or neither, and an event that is handed over
 * twice is applied once.
 */
public final class ProjectionTables {
  private static final String SCHEMA = "projections.";
  private final JdbcClient jdbc;
  private final String projection;
  private final List<String> tables;

  /**
   * @param tables every table of the projection, without its schema
   */
  public ProjectionTables(JdbcClient jdbc, String projection, List<String> tables) {
    this.jdbc = jdbc;
    this.projection = projection;
    this.tables = List.copyOf(tables);
  }

  /** The position of the last event in these tables. */
  public Position position() {
    return RowQueries.position(jdbc, projection);
  }

  /**
   * Applies the next event; one that was applied before changes nothing.
   *
   * @param fold what the event changes
   * @throws IllegalStateException where an event between was never applied, or where a row is
   *     missing that must be there: the tables are not what the ledger says, and only a rebuild
   *     mends that
   */
  public void apply(
      Recorded<Event> recorded, Function<Recorded<Event>, List<? extends RowChange>> fold) {
    if (advance(recorded.position())) {
      runs(fold.apply(recorded)).forEach(this::write);
    }
  }

  /**
   * Drops every row, for a rebuild from the first event.
   *
   * @return how many rows there were
   */
  public long reset() {
    long rowsBefore = 0;
    for (String table : tables) {
      rowsBefore += jdbc.sql("DELETE FROM " + SCHEMA + table).update();
    }
    jdbc.sql("UPDATE projections.applied SET position = 0 WHERE projection = :projection")
        .param("projection", projection)
        .update();
    return rowsBefore;
  }

  /** Holds the projection's row until the transaction ends: two writers wait for each other. */
  private boolean advance(Position next) {
    int moved =
        jdbc.sql(
                """
                UPDATE projections.applied SET position = :next
                WHERE projection = :projection AND position = :next - 1
                """)
            .param("next", next.value())
            .param("projection", projection)
            .update();
    if (moved == 1) {
      return true;
    }
    Position applied = position();
    if (applied.compareTo(next) >= 0) {
      return false;
    }
    throw new IllegalStateException(
        "projection %s is at %d and was given %d; an event is missing between"
            .formatted(projection, applied.value(), next.value()));
  }

  /** Changes that follow each other and put different rows of one table are one statement. */
  private static List<List<RowChange>> runs(List<? extends RowChange> changes) {
    List<List<RowChange>> runs = new ArrayList<>();
    for (RowChange change : changes) {
      if (runs.isEmpty() || !joins(runs.getLast(), change)) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(change);
    }
    return runs;
  }

  private static boolean joins(List<RowChange> run, RowChange change) {
    return change instanceof RowChange.Put put
        && run.getLast() instanceof RowChange.Put last
        && put.table().equals(last.table())
        && put.key().keySet().equals(last.key().keySet())
        && put.values().keySet().equals(last.values().keySet())
        && run.stream().noneMatch(earlier -> earlier.key().equals(put.key()));
  }

  private void write(List<RowChange> run) {
    RowChange first = run.getFirst();
    int rows =
        switch (first) {
          case RowChange.Put put -> put(put, run);
          case RowChange.Set set -> set(set);
          case RowChange.Remove remove -> remove(remove);
        };
    if (rows != run.size()) {
      throw new IllegalStateException(
          first.table() + " has no row " + first.key() + "; rebuild the projection");
    }
  }

  private int put(RowChange.Put shape, List<RowChange> run) {
    List<String> columns =
        Stream.concat(shape.key().keySet().stream(), shape.values().keySet().stream()).toList();
    Map<String, @Nullable Object> parameters = new HashMap<>();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < run.size(); i++) {
      String suffix = "_" + i;
      rows.add(columns.stream().collect(joining(suffix + ", :", "(:", suffix + ")")));
      RowChange.Put put = (RowChange.Put) run.get(i);
      put.key().forEach((column, value) -> parameters.put(column + suffix, value));
      put.values().forEach((column, value) -> parameters.put(column + suffix, value));
    }
    Map<String, @Nullable Object> changed = shape.values().isEmpty() ? shape.key() : shape.values();
    return execute(
        "INSERT INTO %s%s (%s) VALUES %s ON CONFLICT (%s) DO UPDATE SET %s"
            .formatted(
                SCHEMA,
                shape.table(),
                String.join(", ", columns),
                String.join(", ", rows),
                String.join(", ", shape.key().keySet()),
                sets(changed, shape.table(), "EXCLUDED.")),
        parameters);
  }

  private int set(RowChange.Set set) {
    Map<String, @Nullable Object> parameters = new HashMap<>(set.key());
    parameters.putAll(set.values());
    return execute(
        "UPDATE %s%s SET %s WHERE %s"
            .formatted(SCHEMA, set.table(), sets(set.values(), set.table(), ":"), where(set)),
        parameters);
  }

  private int remove(RowChange.Remove remove) {
    return execute(
        "DELETE FROM %s%s WHERE %s".formatted(SCHEMA, remove.table(), where(remove)), remove.key());
  }

  private static String sets(
      Map<String, @Nullable Object> columns, String table, String valuePrefix) {
    return columns.entrySet().stream()
        .map(
            column ->
                column.getValue() instanceof RowChange.Latest
                    ? "%1$s = greatest(%2$s.%1$s, %3$s%1$s)"
                        .formatted(column.getKey(), table, valuePrefix)
                    : column.getKey() + " = " + valuePrefix + column.getKey())
        .collect(joining(", "));
  }

  private static String where(RowChange change) {
    return change.key().keySet().stream()
        .map(column -> column + " = :" + column)
        .collect(joining(" AND "));
  }

  private int execute(String sql, Map<String, @Nullable Object> parameters) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql);
    for (Map.Entry<String, @Nullable Object> entry : parameters.entrySet()) {
      statement = statement.param(entry.getKey(), StoredValue.of(entry.getValue()));
    }
    return statement.update();
  }
}
