package dev.packledger.ledger.postgres;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An append that waits for its group. Its outcome is the position of its last event. */
final class PendingAppend {
  private final List<EventRow> rows;
  private final long bytes;
  private final long deadlineNanos;
  private final CompletableFuture<Long> outcome = new CompletableFuture<>();

  /**
   * @param deadlineNanos of {@link System#nanoTime}, after which it is not tried again
   */
  PendingAppend(List<EventRow> rows, long deadlineNanos) {
    this.rows = rows;
    this.bytes = rows.stream().mapToLong(row -> row.envelope().length).sum();
    this.deadlineNanos = deadlineNanos;
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

  CompletableFuture<Long> outcome() {
    return outcome;
  }
}
