package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.BatchedTables;
import dev.packledger.projections.ProjectionBatch;
import dev.packledger.projections.ProjectionTables;
import dev.packledger.projections.Remembered;
import dev.packledger.projections.RowChange;
import dev.packledger.projections.timeline.Known.Change;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The timeline's rows. One writer at a time; the applied position's row sees to that. */
public final class TimelineTables implements BatchedTables {
  /** Every table of this projection, without its schema. */
  public static final List<String> TABLES =
      List.of("timeline_entries", "timeline_views", "timeline_facts");

  /** The viewer that stands for the operator, who sees all. */
  static final String EVERYTHING = "*";

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int FACTS_MAX = 50_000;

  private final JdbcClient jdbc;
  private final ProjectionTables tables;
  private final Remembered<Subject, String> remembered;
  private final Remembered<Position, Instant> tookEffect;
  private final Known facts;

  /** What a fact is told of. */
  private record Subject(String subject, String fact) {}

  public TimelineTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
    remembered = new Remembered<>(FACTS_MAX, this::storedFact);
    tookEffect = new Remembered<>(1, this::storedTookEffect);
    tables = new ProjectionTables(jdbc, "timeline", TABLES, remembered, tookEffect);
    facts = (subject, fact) -> remembered.get(new Subject(subject, fact));
  }

  @Override
  public Position position() {
    return tables.position();
  }

  @Override
  public ProjectionBatch begin() {
    List<TimelineEntry> claims = new ArrayList<>();
    ProjectionBatch rows = tables.begin(recorded -> changes(recorded, claims));
    return new ProjectionBatch() {
      @Override
      public void apply(Recorded<Event> recorded) {
        rows.apply(recorded);
      }

      @Override
      public void write() {
        rows.write();
        claims.forEach(TimelineTables.this::openPast);
        claims.clear();
      }
    };
  }

  @Override
  public long reset() {
    return tables.reset();
  }

  private List<RowChange> changes(Recorded<Event> recorded, List<TimelineEntry> claims) {
    TimelineEntry entry = TimelineFold.entry(recorded, facts);
    Instant before = tookEffect.get(new Position(recorded.position().value() - 1));
    Instant tookEffectAt = later(recorded.metadata().recordedAt(), before);
    List<RowChange> changes = new ArrayList<>();
    changes.add(row(entry, tookEffectAt));
    changes.add(view(entry, EVERYTHING));
    entry.viewers().forEach(viewer -> changes.add(view(entry, viewer)));
    entry.changes().forEach(change -> fact(change).ifPresent(changes::add));
    entry
        .changes()
        .forEach(
            change -> remembered.put(new Subject(change.subject(), change.fact()), change.value()));
    tookEffect.put(recorded.position(), tookEffectAt);
    if (entry.opensPast()) {
      claims.add(entry);
    }
    return changes;
  }

  private static Instant later(Instant recordedAt, @Nullable Instant before) {
    return before != null && before.isAfter(recordedAt) ? before : recordedAt;
  }

  private @Nullable Instant storedTookEffect(Position position) {
    return jdbc.sql(
            "SELECT took_effect_at FROM projections.timeline_entries WHERE position = :position")
        .param("position", position.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant)
        .orElse(null);
  }

  private static RowChange row(TimelineEntry entry, Instant tookEffectAt) {
    Recorded<Event> recorded = entry.recorded();
    return RowChange.put("timeline_entries", Map.of("position", recorded.position()))
        .with("recorded_at", recorded.metadata().recordedAt())
        .with("took_effect_at", tookEffectAt)
        .with("event_id", recorded.metadata().eventId())
        .with("type", entry.type())
        .with("stream", recorded.stream())
        .with("sentence", entry.sentence())
        .with("actor_kind", recorded.metadata().actor().kind())
        .with("actor", recorded.metadata().actor().id())
        .with("command_id", recorded.metadata().cause().commandId())
        .with("provider_event", recorded.metadata().cause().providerEventId())
        .with("correlation_id", recorded.metadata().cause().correlationId())
        .with("before", JSON.writeValueAsString(entry.before()))
        .with("after", JSON.writeValueAsString(entry.after()))
        .with("product", entry.product())
        .with("license", entry.license())
        .with("buyer", entry.buyer())
        .with("seller", entry.seller());
  }

  private static RowChange view(TimelineEntry entry, String viewer) {
    return RowChange.put(
            "timeline_views", Map.of("viewer", viewer, "position", entry.recorded().position()))
        .with("type", entry.type())
        .with("actor", entry.recorded().metadata().actor().id())
        .with("product", entry.product())
        .with("license", entry.license())
        .with("buyer", entry.buyer());
  }

  private Optional<RowChange> fact(Change change) {
    Map<String, String> key = Map.of("subject", change.subject(), "fact", change.fact());
    if (change.value() != null) {
      return Optional.of(RowChange.put("timeline_facts", key).with("value", change.value()));
    }
    return facts.fact(change.subject(), change.fact()) == null
        ? Optional.empty()
        : Optional.of(RowChange.remove("timeline_facts", key));
  }

  /**
   * Who claims a licence sees from then on how it was bought; until then it was nobody's. What
   * happened after the claim is not touched, so that this may be done at the end of a batch.
   */
  private void openPast(TimelineEntry entry) {
    for (String sql :
        List.of(
            """
            UPDATE projections.timeline_entries SET buyer = :buyer
            WHERE license = :license AND buyer IS NULL AND position < :claimed
            """,
            """
            UPDATE projections.timeline_views SET buyer = :buyer
            WHERE viewer IN (:everything, :seller) AND license = :license AND buyer IS NULL
              AND position < :claimed
            """,
            """
            INSERT INTO projections.timeline_views
            SELECT :buyer, position, type, actor, product, license, :buyer
            FROM projections.timeline_views
            WHERE viewer = :everything AND license = :license AND position < :claimed
            ON CONFLICT DO NOTHING
            """)) {
      jdbc.sql(sql)
          .param("buyer", entry.buyer())
          .param("license", entry.license())
          .param("seller", entry.seller())
          .param("everything", EVERYTHING)
          .param("claimed", entry.recorded().position().value())
          .update();
    }
  }

  private @Nullable String storedFact(Subject of) {
    return jdbc.sql(
            """
            SELECT value FROM projections.timeline_facts
            WHERE subject = :subject AND fact = :fact
            """)
        .param("subject", of.subject())
        .param("fact", of.fact())
        .query(String.class)
        .optional()
        .orElse(null);
  }
}
