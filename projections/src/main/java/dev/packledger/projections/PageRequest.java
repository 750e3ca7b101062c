package dev.packledger.projections;

import dev.packledger.domain.ledger.Position;
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

  /** A cursor that is none of ours. */
  public static final class InvalidCursor extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidCursor(String cursor) {
      super("not a cursor: " + (cursor.length() > 40 ? cursor.substring(0, 40) : cursor));
    }
  }

  /**
   * The cursor of a list that is ordered by position; null for its first page.
   *
   * @throws InvalidCursor where it is no position
   */
  public @Nullable Position afterPosition() {
    if (after == null) {
      return null;
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw new InvalidCursor(after);
    }
    return new Position(Long.parseLong(after));
  }

  public static PageRequest first(int limit) {
    return new PageRequest(null, limit);
  }
}
