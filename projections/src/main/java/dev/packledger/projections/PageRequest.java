package dev.packledger.projections;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. Lists have a stable order by key, so that a cursor stays right
 * whatever is added or removed meanwhile.
 *
 * @param after the {@link Page#next()} of the page before; null for the first
 * @param limit from 1 to {@link #LIMIT_MAX}
 */
public record PageRequest(@Nullable String after, int limit) {
  public static final int LIMIT_MAX = 1000;

  public PageRequest {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a page has 1 to " + LIMIT_MAX + " items, not " + limit);
    }
  }

  public static PageRequest first(int limit) {
    return new PageRequest(null, limit);
  }
}
