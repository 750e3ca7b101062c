package dev.packledger.server.pages;

import dev.packledger.projections.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Lists of the API, part by part as pages show them, or as a whole. */
public final class Lists {
  private Lists() {}

  /** The address of the part after; null where there is none. */
  public static @Nullable String next(String path, Page<?> part) {
    String cursor = part.next();
    return cursor == null
        ? null
        : UriComponentsBuilder.fromPath(path)
            .queryParam("after", "{after}")
            .encode()
            .buildAndExpand(cursor)
            .toUriString();
  }

  /**
   * A list from its first part to its last.
   *
   * @param part reads the part after a cursor
   */
  public static <T> List<T> whole(Function<@Nullable String, Page<T>> part) {
    List<T> items = new ArrayList<>();
    @Nullable String after = null;
    do {
      Page<T> page = part.apply(after);
      items.addAll(page.items());
      after = page.next();
    } while (after != null);
    return items;
  }
}
