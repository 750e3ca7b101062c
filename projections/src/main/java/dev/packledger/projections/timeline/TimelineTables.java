package dev.packledger.projections.timeline;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.ProjectionTables;
import dev.packledger.projections.RowChange;
import dev.packledger.projections.timeline.Known.Change;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The timeline's rows. One writer at a time; the applied position's row sees to that. */
public final class TimelineTables {
  /** Every table of this projection, without its schema. */
  public static final List<String> TABLES =
      List.of("timeline_entries", "timeline_views", "timeline_facts");

  /** The viewer that stands for the operator, who sees all. */
  static final String EVERYTHING = "*";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;
  private final ProjectionTables tables;
  private final RecentFacts facts;

  /** Of the event before, as long as the recent facts are right; null where it must be read. */
  private @Nullable Instant lastTookEffectAt;

  public TimelineTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
    tables = new ProjectionTables(jdbc, "timeline", TABLES);
    facts = new RecentFacts(this::stored);
  }

  /** The position of the last event in these tables. */
  public Position position() {
    return tables.position();
  }

  /** Applies the next event; see {@link ProjectionTables#apply}. */
  public synchronized void apply(Recorded<Event> recorded) {
    tables.apply(recorded, this::changes);
  }

  /** Drops every row, for a rebuild; answers how many there were. */
  public synchronized long reset() {
    facts.forget();
    lastTookEffectAt = null;
    return tables.reset();
  }

  private List<RowChange> changes(Recorded<Event> recorded) {
    if (!facts.continueAt(recorded.position())) {
      lastTookEffectAt = null;
    }
    TimelineEntry entry = TimelineFold.entry(recorded, facts);
    Instant tookEffectAt = later(recorded.metadata().recordedAt(), tookEffectBefore(recorded));
    lastTookEffectAt = tookEffectAt;
    if (entry.opensPast()) {
      openPast(entry);
    }
    List<RowChange> changes = new ArrayList<>();
    changes.add(row(entry, tookEffectAt));
    changes.add(view(entry, EVERYTHING));
    entry.viewers().forEach(viewer -> changes.add(view(entry, viewer)));
    entry.changes().forEach(change -> fact(change).ifPresent(changes::add));
    facts.applied(recorded.position(), entry.changes());
    return changes;
  }

  private static Instant later(Instant recordedAt, @Nullable Instant before) {
    return before != null && before.isAfter(recordedAt) ? before : recordedAt;
  }

  private @Nullable Instant tookEffectBefore(Recorded<Event> recorded) {
    if (lastTookEffectAt != null) {
      return lastTookEffectAt;
    }
    return jdbc.sql(
            "SELECT took_effect_at FROM projections.timeline_entries WHERE position = :last")
        .param("last", recorded.position().value() - 1)
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

  /** Who claims a licence sees from then on how it was bought; until then it was nobody's. */
  private void openPast(TimelineEntry entry) {
    for (String sql :
        List.of(
            """
            UPDATE projections.timeline_entries SET buyer = :buyer
            WHERE license = :license AND buyer IS NULL
            """,
            """
            UPDATE projections.timeline_views SET buyer = :buyer
            WHERE viewer IN (:everything, :seller) AND license = :license AND buyer IS NULL
            """,
            """
            INSERT INTO projections.timeline_views
            SELECT :buyer, position, type, actor, product, license, :buyer
            FROM projections.timeline_views WHERE viewer = :everything AND license = :license
            ON CONFLICT DO NOTHING
            """)) {
      jdbc.sql(sql)
          .param("buyer", entry.buyer())
          .param("license", entry.license())
          .param("seller", entry.seller())
          .param("everything", EVERYTHING)
          .update();
    }
  }

  private @Nullable String stored(String subject, String fact) {
    return jdbc.sql(
            """
            SELECT value FROM projections.timeline_facts
            WHERE subject = :subject AND fact = :fact
            """)
        .param("subject", subject)
        .param("fact", fact)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /**
   * The facts that were asked for lately, so that most sentences ask no table. They are right only
   * as long as this object has applied every event itself: a gap, an event handed over again, or a
   * transaction that was rolled back shows in the position, and all is forgotten.
   */
  private static final class RecentFacts implements Known {
    private static final int FACTS_MAX = 50_000;

    private final Known stored;
    private final Map<List<String>, Optional<String>> recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<List<String>, Optional<String>> eldest) {
            return size() > FACTS_MAX;
          }
        };
    private Position appliedThrough = Position.START;

    RecentFacts(Known stored) {
      this.stored = stored;
    }

    /** False where what was remembered may be wrong and was forgotten. */
    boolean continueAt(Position next) {
      if (appliedThrough.value() == next.value() - 1) {
        return true;
      }
      forget();
      return false;
    }

    void applied(Position position, List<Change> changes) {
      for (Change change : changes) {
        recent.put(List.of(change.subject(), change.fact()), Optional.ofNullable(change.value()));
      }
      appliedThrough = position;
    }

    void forget() {
      recent.clear();
      appliedThrough = Position.START;
    }

    @Override
    public @Nullable String fact(String subject, String fact) {
      return recent
          .computeIfAbsent(
              List.of(subject, fact), key -> Optional.ofNullable(stored.fact(subject, fact)))
          .orElse(null);
    }
  }
}
