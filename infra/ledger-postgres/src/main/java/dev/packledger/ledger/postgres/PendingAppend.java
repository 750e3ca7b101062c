package dev.packledger.ledger.postgres;

import dev.packledger.ledger.LedgerFailure;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An append that waits for its group, and the thread that waits for it. */
final class PendingAppend {
  private final List<EventRow> rows;
  private final long bytes;
  private final long deadlineNanos;
  private final Thread caller = Thread.currentThread();

  /** Written once, by the leader; read by the caller. */
  private volatile @Nullable Outcome outcome;

  /**
   * @param deadlineNanos of {@link System#nanoTime}, after which it is not tried again
   */
  PendingAppend(List<EventRow> rows, long deadlineNanos) {
    this.rows = rows;
    this.bytes = rows.stream().mapToLong(row -> row.envelope().length).sum();
    this.deadlineNanos = deadlineNanos;
  }

  /** What became of it. */
  sealed interface Outcome {
    /**
     * @param last the position of its last event
     */
    record Stored(long last) implements Outcome {}

    /** Somebody else was faster. */
    record Refused(String message) implements Outcome {}

    record Failed(LedgerFailure failure) implements Outcome {}
  }

  List<EventRow> rows() {
    return rows;
  }

  long bytes() {
    return bytes;
  }

  boolean isOverdue() {
    return System.nanoTime() - deadlineNanos > 0;
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  /** Decides it and wakes its caller. */
  void decide(Outcome decided) {
    outcome = decided;
    wake();
  }

  /** Lets the caller look again whether it is decided, or is to lead. */
  void wake() {
    LockSupport.unpark(caller);
  }
}
