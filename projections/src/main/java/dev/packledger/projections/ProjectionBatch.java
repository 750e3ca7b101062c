package dev.packledger.projections;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;

/**
 * Consecutive events of one transaction of the caller's. What they change is gathered, a row at
 * most once, and written at once: a row costs a fraction of what a statement costs. Used by one
 * thread, and by no more than one batch of the same tables at a time.
 */
public interface ProjectionBatch {
  /**
   * Applies the next event; one that was applied before changes nothing.
   *
   * @throws IllegalStateException where an event between was never applied
   */
  void apply(Recorded<Event> recorded);

  /**
   * Writes what the events changed, and how far they came; must be called before the transaction
   * ends. More events may follow, and another call.
   *
   * @throws IllegalStateException where a row is missing that must be there, or another writer went
   *     on meanwhile: the tables are not what the ledger says, and only a rebuild mends that
   */
  void write();
}
