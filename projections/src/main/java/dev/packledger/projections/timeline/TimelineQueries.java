package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.RowQueries;
import dev.packledger.projections.RowQueries.Columns;
import dev.packledger.projections.StoredValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the timeline, a page at a time, in the order of positions or against it. A page's cursor is
 * the position of its last entry: what is recorded later never moves what was read.
 */
public final class TimelineQueries {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final RowQueries<TimelineEntryRow> entries;

  /** Which end a list begins at. */
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  public TimelineQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
    entries =
        new RowQueries<>(
            jdbc, "SELECT * FROM projections.timeline_entries", "position", TimelineQueries::entry);
  }

  /** The position of the last event that these answers know. */
  public Position position() {
    return RowQueries.position(jdbc, "timeline");
  }

  /**
   * What an organisation may see: its own doings, what it sells and what it bought.
   *
   * @throws PageRequest.InvalidCursor where the cursor is none of ours
   */
  public Page<TimelineEntryRow> seenBy(
      OrganizationId viewer, TimelineFilter filter, PageRequest page, Order order) {
    return page(viewer.value(), filter, page, order);
  }

  /**
   * Everything, for the operator.
   *
   * @throws PageRequest.InvalidCursor where the cursor is none of ours
   */
  public Page<TimelineEntryRow> everything(TimelineFilter filter, PageRequest page, Order order) {
    return page(TimelineTables.EVERYTHING, filter, page, order);
  }

  /** One entry, where the viewer may see it. */
  public Optional<TimelineEntryRow> entry(OrganizationId viewer, Position position) {
    return entries
        .all(
            """
            WHERE position = :position AND EXISTS (
              SELECT FROM projections.timeline_views seen
              WHERE seen.viewer = :viewer AND seen.position = timeline_entries.position
            )
            """,
            Map.of("position", position, "viewer", viewer))
        .stream()
        .findFirst();
  }

  private Page<TimelineEntryRow> page(
      String viewer, TimelineFilter filter, PageRequest page, Order order) {
    Optional<Span> span = span(filter, page, order);
    if (span.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    StringBuilder where = new StringBuilder("viewer = :viewer");
    parameters.put("viewer", viewer);
    narrow(where, parameters, "product", filter.product());
    narrow(where, parameters, "license", filter.license());
    narrow(where, parameters, "buyer", filter.buyer());
    narrow(where, parameters, "actor", filter.actor());
    narrow(where, parameters, "type", filter.type());
    where.append(" AND position > :first AND position < :last");
    parameters.put("first", span.get().above());
    parameters.put("last", span.get().below());
    String sorted = "position" + (order == Order.NEWEST_FIRST ? " DESC" : "");
    List<TimelineEntryRow> rows =
        entries.all(
            """
            JOIN (
              SELECT position FROM projections.timeline_views
              WHERE %1$s ORDER BY %2$s LIMIT %3$d
            ) page USING (position)
            ORDER BY %2$s
            """
                .formatted(where, sorted, page.limit() + 1),
            parameters);
    return Page.of(rows, page, row -> String.valueOf(row.position().value()));
  }

  private static void narrow(
      StringBuilder where, Map<String, Object> parameters, String column, @Nullable Object value) {
    if (value != null) {
      where.append(" AND ").append(column).append(" = :").append(column);
      parameters.put(column, value);
    }
  }

  /** Positions strictly between two others. */
  private record Span(long above, long below) {}

  /** The positions that cursor and interval leave; empty where they leave none. */
  private Optional<Span> span(TimelineFilter filter, PageRequest page, Order order) {
    long above = 0;
    long below = Long.MAX_VALUE;
    Position after = page.afterPosition();
    if (after != null && order == Order.OLDEST_FIRST) {
      above = after.value();
    }
    if (after != null && order == Order.NEWEST_FIRST) {
      below = after.value();
    }
    if (filter.from() != null) {
      long first = firstAt(filter.from()).orElse(Long.MAX_VALUE);
      above = Math.max(above, first - 1);
    }
    if (filter.until() != null) {
      below = Math.min(below, firstAt(filter.until()).orElse(Long.MAX_VALUE));
    }
    return above < below ? Optional.of(new Span(above, below)) : Optional.empty();
  }

  private Optional<Long> firstAt(Instant instant) {
    return jdbc.sql(
            """
            SELECT position FROM projections.timeline_entries WHERE took_effect_at >= :instant
            ORDER BY took_effect_at, position LIMIT 1
            """)
        .param("instant", StoredValue.of(instant))
        .query(Long.class)
        .optional();
  }

  private static TimelineEntryRow entry(Columns columns) {
    return new TimelineEntryRow(
        columns.position("position"),
        columns.instant("recorded_at"),
        columns.text("event_id"),
        columns.text("type"),
        columns.text("stream"),
        columns.text("sentence"),
        new Actor(columns.constant("actor_kind", Actor.Kind.class), columns.text("actor")),
        new Cause(
            columns.text("command_id"),
            columns.textOrNull("provider_event"),
            columns.text("correlation_id")),
        JSON.readValue(columns.text("before"), FACTS),
        JSON.readValue(columns.text("after"), FACTS),
        columns.idOrNull("product", ProductId::new),
        columns.idOrNull("license", LicenseId::new),
        columns.idOrNull("buyer", OrganizationId::new),
        columns.idOrNull("seller", OrganizationId::new));
  }
}
