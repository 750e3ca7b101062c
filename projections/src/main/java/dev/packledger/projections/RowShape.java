package dev.packledger.projections;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changes of rows have in common that are written by one statement: whatever the number of
 * rows, the statement is the same text, with a parameter a column, so that the server plans it
 * once.
 */
record RowShape(Kind kind, String table, List<String> key, List<Column> values) {
  private static final String SCHEMA = "projections.";

  enum Kind {
    PUT,
    SET,
    REMOVE
  }

  enum Mode {
    PLAIN,
    LATEST,
    EXTENDED
  }

  record Column(String name, Mode mode) {}

  static RowShape of(RowChange change) {
    List<String> key = List.copyOf(change.key().keySet());
    return switch (change) {
      case RowChange.Put put -> new RowShape(Kind.PUT, put.table(), key, columns(put.values()));
      case RowChange.Set set -> new RowShape(Kind.SET, set.table(), key, columns(set.values()));
      case RowChange.Remove remove -> new RowShape(Kind.REMOVE, remove.table(), key, List.of());
    };
  }

  private static List<Column> columns(Map<String, @Nullable Object> values) {
    List<Column> columns = new ArrayList<>();
    values.forEach((name, value) -> columns.add(new Column(name, mode(value))));
    return columns;
  }

  private static Mode mode(@Nullable Object value) {
    return switch (value) {
      case RowChange.Latest _ -> Mode.LATEST;
      case RowChange.Extended _ -> Mode.EXTENDED;
      case null, default -> Mode.PLAIN;
    };
  }

  /** All columns, those of the key first. */
  List<String> columns() {
    return Stream.concat(key.stream(), values.stream().map(Column::name)).toList();
  }

  /** A column's value in a change of this shape. */
  static @Nullable Object value(RowChange change, String column) {
    if (change.key().containsKey(column)) {
      return change.key().get(column);
    }
    return switch (change) {
      case RowChange.Put put -> put.values().get(column);
      case RowChange.Set set -> set.values().get(column);
      case RowChange.Remove _ -> null;
    };
  }

  /**
   * The statement. Its parameters are named {@code p0}, {@code p1} and so on in the order of {@link
   * #columns()}: each an array of texts, one for each row.
   *
   * @param types the type of each column of the table
   */
  String sql(Map<String, String> types) {
    UnaryOperator<String> given = column -> "CAST(r." + column + " AS " + types.get(column) + ")";
    String rows = "unnest(" + parameters() + ") AS r (" + String.join(", ", columns()) + ")";
    return switch (kind) {
      case PUT ->
          "INSERT INTO %s%s (%s) SELECT %s FROM %s ON CONFLICT (%s) DO UPDATE SET %s"
              .formatted(
                  SCHEMA,
                  table,
                  String.join(", ", columns()),
                  columns().stream().map(given).collect(joining(", ")),
                  rows,
                  String.join(", ", key),
                  sets(table, column -> "EXCLUDED." + column));
      case SET ->
          "UPDATE %s%s AS t SET %s FROM %s WHERE %s"
              .formatted(SCHEMA, table, sets("t", given), rows, same(given));
      case REMOVE ->
          "DELETE FROM %s%s AS t USING %s WHERE %s".formatted(SCHEMA, table, rows, same(given));
    };
  }

  private String parameters() {
    StringBuilder parameters = new StringBuilder();
    for (int i = 0; i < columns().size(); i++) {
      parameters.append(i == 0 ? "" : ", ").append("CAST(:p").append(i).append(" AS text[])");
    }
    return parameters.toString();
  }

  private String sets(String row, UnaryOperator<String> given) {
    if (values.isEmpty()) {
      return key.getFirst() + " = " + given.apply(key.getFirst());
    }
    return values.stream()
        .map(
            column -> {
              String old = row + "." + column.name();
              String value = given.apply(column.name());
              return column.name()
                  + " = "
                  + switch (column.mode()) {
                    case PLAIN -> value;
                    case LATEST -> "greatest(" + old + ", " + value + ")";
                    case EXTENDED ->
                        "CASE WHEN %1$s IS NOT NULL THEN greatest(%1$s, %2$s) END"
                            .formatted(old, value);
                  };
            })
        .collect(joining(", "));
  }

  private String same(UnaryOperator<String> given) {
    return key.stream()
        .map(column -> "t." + column + " = " + given.apply(column))
        .collect(joining(" AND "));
  }
}
