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
import dev.packledger.projections.timeline.TimelineViewQueries.Found;
import dev.packledger.projections.timeline.TimelineViewQueries.Walk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the timeline, a page at a time, in the order of positions or against it. A page's cursor is
 * the position of its last entry: what is recorded later never moves what was read. With several
 * filters a page may be shorter than asked, even empty, and still name a next one: no page looks at
 * more than {@value TimelineViewQueries#LOOKS_MAX} entries, so that its time is bounded.
 */
public final class TimelineQueries {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final RowQueries<TimelineEntryRow> entries;
  private final TimelineViewQueries views;

  /** Which end a list begins at. */
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  public TimelineQueries(JdbcClient jdbc) {
    this(jdbc, new TimelineViewQueries(jdbc, TimelineViewQueries.LOOKS_MAX));
  }

  TimelineQueries(JdbcClient jdbc, TimelineViewQueries views) {
    this.jdbc = jdbc;
    this.views = views;
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

  /** What a viewer may see of everything that shares a correlation, oldest first. */
  public List<TimelineEntryRow> ofCorrelation(
      OrganizationId viewer, String correlation, int limit) {
    return entries.all(
        """
        WHERE correlation_id = :correlation AND EXISTS (
          SELECT FROM projections.timeline_views seen
          WHERE seen.viewer = :viewer AND seen.position = timeline_entries.position
        )
        ORDER BY position LIMIT :limit
        """,
        Map.of("correlation", correlation, "viewer", viewer, "limit", limit));
  }

  private Page<TimelineEntryRow> page(
      String viewer, TimelineFilter filter, PageRequest page, Order order) {
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
      above = Math.max(above, firstAt(filter.from()).orElse(Long.MAX_VALUE) - 1);
    }
    if (filter.until() != null) {
      below = Math.min(below, firstAt(filter.until()).orElse(Long.MAX_VALUE));
    }
    Walk walk = new Walk(viewer, columns(filter), above, below, order == Order.NEWEST_FIRST);
    return page(views.find(walk, page.limit()), order);
  }

  private Page<TimelineEntryRow> page(Found found, Order order) {
    List<TimelineEntryRow> rows =
        entries.all(
            "WHERE position = ANY (CAST(:positions AS bigint[])) ORDER BY position",
            Map.of("positions", found.positions()));
    return new Page<>(order == Order.NEWEST_FIRST ? rows.reversed() : rows, found.next());
  }

  private static SortedMap<String, Object> columns(TimelineFilter filter) {
    SortedMap<String, Object> columns = new TreeMap<>();
    put(columns, "license", filter.license());
    put(columns, "buyer", filter.buyer());
    put(columns, "product", filter.product());
    put(columns, "actor", filter.actor());
    put(columns, "type", filter.type());
    return columns;
  }

  private static void put(Map<String, Object> columns, String column, @Nullable Object value) {
    if (value != null) {
      columns.put(column, value);
    }
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
