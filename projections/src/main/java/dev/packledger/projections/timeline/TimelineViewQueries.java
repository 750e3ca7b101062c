package dev.packledger.projections.timeline;

import dev.packledger.projections.StoredValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the positions of a page. One filter, or none, is a walk along an index that holds exactly
 * the entries asked for, in order. For several there is no such index, and no planner can know how
 * they meet: the walk goes along the filter that leaves the fewest entries and looks at each, but
 * at no more than the limit; where it was cut, the page is short and goes on from there.
 */
final class TimelineViewQueries {
  /** How many entries one page looks at, at most. */
  static final int LOOKS_MAX = 4_000;

  private final JdbcClient jdbc;
  private final int looksMax;

  TimelineViewQueries(JdbcClient jdbc, int looksMax) {
    this.jdbc = jdbc;
    this.looksMax = looksMax;
  }

  /**
   * What is looked for, strictly between two positions.
   *
   * @param filters wanted values by column
   */
  record Walk(
      String viewer,
      SortedMap<String, Object> filters,
      long above,
      long below,
      boolean newestFirst) {}

  /**
   * @param next the cursor of the page after; null where the walk came to its end
   */
  record Found(List<Long> positions, @Nullable String next) {}

  Found find(Walk walk, int limit) {
    boolean several = walk.filters().size() > 1;
    String along = several ? narrowest(walk) : "";
    String wanted =
        limited(several ? looking(walk, along) : select(walk, walk.filters().keySet()), limit + 1);
    List<Long> positions = positions(wanted, walk);
    if (positions.size() > limit) {
      List<Long> page = positions.subList(0, limit);
      return new Found(page, String.valueOf(page.getLast()));
    }
    return new Found(positions, several ? cut(walk, along) : null);
  }

  /** The filter that leaves the fewest entries; counting ends where looking at them would end. */
  private String narrowest(Walk walk) {
    String narrowest = walk.filters().firstKey();
    long fewest = Long.MAX_VALUE;
    for (String column : walk.filters().keySet()) {
      String most = limited(select(walk, List.of(column)), Math.min(fewest, looksMax));
      long count =
          statement("SELECT count(*) FROM (" + most + ") counted", walk).query(Long.class).single();
      if (count < fewest) {
        fewest = count;
        narrowest = column;
      }
    }
    return narrowest;
  }

  private String looking(Walk walk, String along) {
    return "SELECT position FROM (%s) looked WHERE true%s ORDER BY %s"
        .formatted(
            limited(select(walk, List.of(along)), looksMax),
            equal(walk.filters().keySet()),
            sorted(walk));
  }

  /** Where looking was cut; null where it came to the end. */
  private @Nullable String cut(Walk walk, String along) {
    String last = limited(select(walk, List.of(along)) + " OFFSET " + (looksMax - 1), 1);
    return positions(last, walk).stream().map(String::valueOf).findFirst().orElse(null);
  }

  private static String select(Walk walk, Collection<String> columns) {
    return """
    SELECT * FROM projections.timeline_views
    WHERE viewer = :viewer AND position > :above AND position < :below%s ORDER BY %s\
    """
        .formatted(equal(columns), sorted(walk));
  }

  private static String equal(Collection<String> columns) {
    StringBuilder equal = new StringBuilder();
    columns.forEach(column -> equal.append(" AND %1$s = :%1$s".formatted(column)));
    return equal.toString();
  }

  private static String sorted(Walk walk) {
    return walk.newestFirst() ? "position DESC" : "position";
  }

  private static String limited(String sql, long limit) {
    return sql + " LIMIT " + limit;
  }

  private List<Long> positions(String sql, Walk walk) {
    return new ArrayList<>(
        statement(sql, walk).query((row, ignored) -> row.getLong("position")).list());
  }

  private JdbcClient.StatementSpec statement(String sql, Walk walk) {
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql)
            .param("viewer", walk.viewer())
            .param("above", walk.above())
            .param("below", walk.below());
    for (Map.Entry<String, Object> filter : walk.filters().entrySet()) {
      statement = statement.param(filter.getKey(), StoredValue.of(filter.getValue()));
    }
    return statement;
  }
}
