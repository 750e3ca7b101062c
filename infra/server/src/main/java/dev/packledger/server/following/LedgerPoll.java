package dev.packledger.server.following;

import dev.packledger.domain.ledger.Position;
import dev.packledger.server.ledger.LedgerHead;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees what other processes appended and applied: reads the head and the tables' positions at a
 * fixed pace. Commits of this process do not wait for it.
 */
public final class LedgerPoll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerPoll.class);
  private static final Duration HEAD_PACE = Duration.ofMillis(20);
  private static final Duration POSITIONS_PACE = Duration.ofMillis(200);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ledger-poll").factory());

  public LedgerPoll(Supplier<Position> stored, LedgerHead head, ProjectionProcessors processors) {
    every(HEAD_PACE, () -> head.raise(stored.get()));
    every(POSITIONS_PACE, processors::refreshPositions);
  }

  private void every(Duration pace, Runnable task) {
    var unused =
        thread.scheduleWithFixedDelay(() -> tryOnce(task), 0, pace.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A database that is away for a moment must not end the poll. */
  private static void tryOnce(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.warn("ledger.poll_failed: {}", failure.toString());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
