package dev.packledger.projections;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One part of a list.
 *
 * @param items as many as were asked for, unless the list says otherwise, or this is its end
 * @param next asks for the part after this one; null where there is none
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page of rows that were read with one more than the limit.
   *
   * @param key the key that the rows are ordered by
   */
  public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, String> key) {
    if (rows.size() <= request.limit()) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, request.limit());
    return new Page<>(items, key.apply(items.getLast()));
  }
}
