package dev.packledger.projections;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;

/** The tables of one projection, written by one writer at a time. */
public interface BatchedTables {
  /** The position of the last event in these tables. */
  Position position();

  /**
   * Begins a batch in the caller's transaction, which then holds the projection's row until its
   * end: two writers wait for each other.
   */
  ProjectionBatch begin();

  /** Drops every row, for a rebuild; answers how many there were. */
  long reset();

  /** A batch of one event. */
  default void apply(Recorded<Event> recorded) {
    ProjectionBatch batch = begin();
    batch.apply(recorded);
    batch.write();
  }
}
