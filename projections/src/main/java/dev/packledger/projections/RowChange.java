package dev.packledger.projections;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event does to one row of a projection's table, as data: folds return it, {@link
 * ProjectionTables} performs it. Needs no look at the row before, so that a fold stays pure.
 *
 * <p>Values are ids, enums, digests, positions, instants, texts, numbers, truth values, or lists
 * and sets of those; {@link StoredValue} says how each is stored. A {@link Latest} or an {@link
 * Extended} never moves back.
 */
public sealed interface RowChange {
  /** The table, without its schema. */
  String table();

  /** The primary key's columns and values. */
  Map<String, @Nullable Object> key();

  /** The row with this key has these values from now on, whether it was there or not. */
  record Put(String table, Map<String, @Nullable Object> key, Map<String, @Nullable Object> values)
      implements RowChange {
    public Put {
      key = ordered(key);
      values = ordered(values);
    }

    public Put with(String column, @Nullable Object value) {
      return new Put(table, key, RowChange.with(values, column, value));
    }
  }

  /** The row with this key, which is there, changes in these columns only. */
  record Set(String table, Map<String, @Nullable Object> key, Map<String, @Nullable Object> values)
      implements RowChange {
    public Set {
      key = ordered(key);
      values = ordered(values);
    }

    public Set with(String column, @Nullable Object value) {
      return new Set(table, key, RowChange.with(values, column, value));
    }
  }

  /** A value that takes the place of an earlier one or of none, never of a later one. */
  record Latest(Instant instant) {}

  /**
   * An end that moves to this one where there is an earlier one; where there is none, none stays.
   */
  record Extended(Instant instant) {}

  /** There is no row with this key from now on. */
  record Remove(String table, Map<String, @Nullable Object> key) implements RowChange {
    public Remove {
      key = ordered(key);
    }
  }

  static Put put(String table, Map<String, ?> key) {
    return new Put(table, copy(key), Map.of());
  }

  static Set set(String table, Map<String, ?> key) {
    return new Set(table, copy(key), Map.of());
  }

  static Remove remove(String table, Map<String, ?> key) {
    return new Remove(table, copy(key));
  }

  private static Map<String, @Nullable Object> copy(Map<String, ?> map) {
    return new LinkedHashMap<>(map);
  }

  /** Sorted by column, so that the same change is the same statement in every process. */
  private static Map<String, @Nullable Object> ordered(Map<String, @Nullable Object> map) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    List<String> columns = new ArrayList<>(map.keySet());
    Collections.sort(columns);
    columns.forEach(column -> ordered.put(column, map.get(column)));
    return Collections.unmodifiableMap(ordered);
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> values, String column, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
    more.put(column, value);
    return more;
  }
}
