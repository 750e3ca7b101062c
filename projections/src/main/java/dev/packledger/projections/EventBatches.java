package dev.packledger.projections;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * One batch for each unit of work of Axon's, which is one transaction of a tracking processor: it
 * is written before that is committed, and forgotten with it where it fails.
 */
public final class EventBatches {
  private EventBatches() {}

  /** Applies an event within the running unit of work; at once where none runs. */
  public static void apply(BatchedTables tables, Recorded<Event> recorded) {
    if (!CurrentUnitOfWork.isStarted()) {
      tables.apply(recorded);
      return;
    }
    UnitOfWork<?> root = CurrentUnitOfWork.get().root();
    ProjectionBatch batch =
        root.getOrComputeResource(
            EventBatches.class.getName() + tables.getClass().getName(), key -> begin(root, tables));
    batch.apply(recorded);
  }

  private static ProjectionBatch begin(UnitOfWork<?> root, BatchedTables tables) {
    ProjectionBatch batch = tables.begin();
    root.onPrepareCommit(committing -> batch.write());
    return batch;
  }
}
