package dev.packledger.projections;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of one projection: performs what its fold says, and keeps how far it came. Both happen
 * in the caller's transaction: a crash leaves both or neither, and an event that is handed over
 * twice is applied once.
 */
public final class ProjectionTables {
  private final JdbcClient jdbc;
  private final String projection;
  private final List<String> tables;
  private final List<Remembered<?, ?>> memories;
  private final RowStatements statements;

  /** Through which event the memories are right; null where they must forget. */
  private @Nullable Position rememberedThrough;

  /**
   * @param tables every table of the projection, without its schema
   * @param memories what its fold remembers of these tables
   */
  public ProjectionTables(
      JdbcClient jdbc, String projection, List<String> tables, Remembered<?, ?>... memories) {
    this.jdbc = jdbc;
    this.projection = projection;
    this.tables = List.copyOf(tables);
    this.memories = List.of(memories);
    this.statements = new RowStatements(jdbc);
  }

  /** The position of the last event in these tables. */
  public Position position() {
    return RowQueries.position(jdbc, projection);
  }

  /**
   * Begins a batch.
   *
   * @param fold what an event changes, given that all before it were folded
   */
  public ProjectionBatch begin(Function<Recorded<Event>, List<? extends RowChange>> fold) {
    Position at = held();
    if (at.equals(rememberedThrough)) {
      memories.forEach(Remembered::trim);
    } else {
      memories.forEach(Remembered::forget);
    }
    return new Batch(fold, at);
  }

  /** A batch of one event. */
  public void apply(
      Recorded<Event> recorded, Function<Recorded<Event>, List<? extends RowChange>> fold) {
    ProjectionBatch batch = begin(fold);
    batch.apply(recorded);
    batch.write();
  }

  /**
   * Drops every row, for a rebuild from the first event.
   *
   * @return how many rows there were
   */
  public long reset() {
    rememberedThrough = null;
    long rowsBefore = 0;
    for (String table : tables) {
      rowsBefore += jdbc.sql("DELETE FROM projections." + table).update();
    }
    jdbc.sql("UPDATE projections.applied SET position = 0 WHERE projection = :projection")
        .param("projection", projection)
        .update();
    return rowsBefore;
  }

  /** Where the tables are; the row is held until the transaction ends. */
  private Position held() {
    return new Position(
        jdbc.sql(
                """
                SELECT position FROM projections.applied WHERE projection = :projection
                FOR UPDATE
                """)
            .param("projection", projection)
            .query(Long.class)
            .single());
  }

  private final class Batch implements ProjectionBatch {
    private final Function<Recorded<Event>, List<? extends RowChange>> fold;
    private final PendingRows pending = new PendingRows();
    private Position written;
    private Position at;

    Batch(Function<Recorded<Event>, List<? extends RowChange>> fold, Position at) {
      this.fold = fold;
      this.written = at;
      this.at = at;
    }

    @Override
    public void apply(Recorded<Event> recorded) {
      Position next = recorded.position();
      if (next.compareTo(at) <= 0) {
        return;
      }
      if (next.value() != at.value() + 1) {
        throw new IllegalStateException(
            "projection %s is at %d and was given %d; an event is missing between"
                .formatted(projection, at.value(), next.value()));
      }
      // An event that fails half-way leaves nothing that a next try would trust.
      rememberedThrough = null;
      fold.apply(recorded).forEach(this::add);
      rememberedThrough = next;
      at = next;
    }

    private void add(RowChange change) {
      if (!pending.add(change)) {
        pending.take().forEach(statements::write);
        pending.add(change);
      }
    }

    @Override
    public void write() {
      pending.take().forEach(statements::write);
      int moved =
          jdbc.sql(
                  """
                  UPDATE projections.applied SET position = :at
                  WHERE projection = :projection AND position = :written
                  """)
              .param("at", at.value())
              .param("projection", projection)
              .param("written", written.value())
              .update();
      if (moved != 1) {
        throw new IllegalStateException(
            "projection %s is not at %d any longer".formatted(projection, written.value()));
      }
      written = at;
    }
  }
}
