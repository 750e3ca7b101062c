package dev.packledger.server.api;

import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keyset paging: {@code after} is the last page's {@code next}; {@code limit} is 1 to 1000. */
final class Pages {
  static final String LIMIT = "100";

  private Pages() {}

  static PageRequest request(@Nullable String after, int limit) {
    if (limit < 1 || limit > PageRequest.LIMIT_MAX) {
      throw ProblemException.of(
          400, "parameter.invalid", "limit is 1 to " + PageRequest.LIMIT_MAX + ".");
    }
    return new PageRequest(after, limit);
  }

  static <R, V> Page<V> map(Page<R> page, Function<R, V> view) {
    return new Page<>(page.items().stream().map(view).toList(), page.next());
  }
}
