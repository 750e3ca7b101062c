package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Position;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The greatest position that this process knows to be readable. Commits of this process raise it at
 * once, those of other processes when the poll sees them; whoever follows the ledger waits here.
 */
public final class LedgerHead {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();

  /** Written under {@link #lock}, read by anyone. */
  private volatile Position known = Position.START;

  public Position known() {
    return known;
  }

  /** Raises the head; a smaller position changes nothing. */
  public void raise(Position position) {
    if (position.compareTo(known) <= 0) {
      return;
    }
    lock.lock();
    try {
      if (position.compareTo(known) > 0) {
        known = position;
        raised.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the head lies beyond a position; false when the time was over first. */
  public boolean awaitBeyond(Position position, Duration atMost) throws InterruptedException {
    if (known.compareTo(position) > 0) {
      return true;
    }
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (known.compareTo(position) <= 0) {
        if (nanos <= 0) {
          return false;
        }
        nanos = raised.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits in a unit that Axon speaks. */
  boolean awaitBeyond(Position position, int timeout, TimeUnit unit) throws InterruptedException {
    return awaitBeyond(position, Duration.ofNanos(unit.toNanos(timeout)));
  }
}
