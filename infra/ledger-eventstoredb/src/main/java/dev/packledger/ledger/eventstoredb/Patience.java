package dev.packledger.ledger.eventstoredb;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long one thing is tried, with growing pauses. For one thread. */
final class Patience {
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  private final long deadlineNanos;
  private long pauseNanos = FIRST_PAUSE_NANOS;

  Patience(Duration patience) {
    this.deadlineNanos = System.nanoTime() + patience.toNanos();
  }

  /**
   * Pauses before the next try; false, and at once, where there is no time for one or the thread is
   * interrupted.
   */
  boolean pause() {
    long left = deadlineNanos - System.nanoTime();
    if (left <= pauseNanos || Thread.currentThread().isInterrupted()) {
      return false;
    }
    long until = System.nanoTime() + pauseNanos;
    for (long rest = pauseNanos; rest > 0; rest = until - System.nanoTime()) {
      LockSupport.parkNanos(this, rest);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos * 2);
    return true;
  }
}
