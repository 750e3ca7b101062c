package dev.packledger.projections;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes that wait to be written, a row at most once: a later change of a row joins the earlier
 * one where both together are one change again. Rows do not depend on each other, so that no order
 * but this matters.
 */
final class PendingRows {
  private final Map<Row, RowChange> rows = new LinkedHashMap<>();

  private record Row(String table, List<@Nullable Object> key) {
    static Row of(RowChange change) {
      List<@Nullable Object> key = new ArrayList<>();
      change.key().values().forEach(value -> key.add(StoredValue.of(value)));
      return new Row(change.table(), key);
    }
  }

  /** False where it cannot join what waits for the same row, which must be written before. */
  boolean add(RowChange change) {
    Row row = Row.of(change);
    RowChange before = rows.get(row);
    RowChange joined = before == null ? change : joined(before, change);
    if (joined == null) {
      return false;
    }
    rows.put(row, joined);
    return true;
  }

  /** What waits, by the statement that it needs; nothing waits any longer. */
  Map<RowShape, List<RowChange>> take() {
    Map<RowShape, List<RowChange>> taken = new LinkedHashMap<>();
    for (RowChange change : rows.values()) {
      taken.computeIfAbsent(RowShape.of(change), shape -> new ArrayList<>()).add(change);
    }
    rows.clear();
    return taken;
  }

  /** Null where no single change does what these two do one after the other. */
  private static @Nullable RowChange joined(RowChange before, RowChange change) {
    Map<String, @Nullable Object> later;
    switch (change) {
      case RowChange.Put put -> later = put.values();
      case RowChange.Set set -> later = set.values();
      case RowChange.Remove _ -> {
        return null;
      }
    }
    return switch (before) {
      case RowChange.Put put -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(put.values());
        yield join(values, later, false) ? new RowChange.Put(put.table(), put.key(), values) : null;
      }
      case RowChange.Set set -> {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(set.values());
        yield join(values, later, true) ? new RowChange.Set(set.table(), set.key(), values) : null;
      }
      case RowChange.Remove _ -> null;
    };
  }

  /**
   * @param there whether the row is known to be there, with a value in every column
   */
  private static boolean join(
      Map<String, @Nullable Object> values, Map<String, @Nullable Object> later, boolean there) {
    for (Map.Entry<String, @Nullable Object> column : later.entrySet()) {
      boolean known = values.containsKey(column.getKey());
      @Nullable Object before = values.get(column.getKey());
      @Nullable Object value = column.getValue();
      if (value instanceof RowChange.Extended && !known && !there
          || value instanceof RowChange.Latest && before instanceof RowChange.Extended) {
        return false;
      }
      values.put(column.getKey(), known ? joined(before, value) : value);
    }
    return true;
  }

  /** A column's value after two changes. */
  private static @Nullable Object joined(@Nullable Object before, @Nullable Object value) {
    return switch (value) {
      case RowChange.Latest(Instant instant) ->
          switch (before) {
            case RowChange.Latest(Instant earlier) -> new RowChange.Latest(max(earlier, instant));
            case Instant earlier -> max(earlier, instant);
            case null, default -> instant;
          };
      case RowChange.Extended(Instant instant) ->
          switch (before) {
            case RowChange.Latest(Instant earlier) -> new RowChange.Latest(max(earlier, instant));
            case RowChange.Extended(Instant earlier) ->
                new RowChange.Extended(max(earlier, instant));
            case Instant earlier -> max(earlier, instant);
            case null, default -> before;
          };
      case null, default -> value;
    };
  }

  private static Instant max(Instant left, Instant right) {
    return left.isAfter(right) ? left : right;
  }
}
