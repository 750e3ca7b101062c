package dev.packledger.server.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets idempotency keys that were first used longer ago than they are kept. Ids follow from the
 * key, so a request that comes again even later meets the same streams and changes nothing; it is
 * only no longer told apart from a new one. Any number of nodes may run it.
 */
public final class KeyPurge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyPurge.class);
  private static final Duration FIRST_AFTER = Duration.ofMinutes(1);
  private static final Duration PACE = Duration.ofHours(1);

  private final ToIntFunction<Instant> forgetBefore;
  private final Duration kept;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("key-purge").factory());

  /**
   * A purge that is not started.
   *
   * @param forgetBefore forgets what was first used before an instant and answers how many that was
   * @param kept how long keys are remembered
   */
  public KeyPurge(ToIntFunction<Instant> forgetBefore, Duration kept, InstantSource clock) {
    this.forgetBefore = forgetBefore;
    this.kept = kept;
    this.clock = clock;
  }

  /** Begins to purge, at a fixed pace. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::tryOnce, FIRST_AFTER.toNanos(), PACE.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void tryOnce() {
    try {
      int forgotten = purge();
      if (forgotten > 0) {
        LOG.info("idempotency_keys.purged: {}", forgotten);
      }
    } catch (RuntimeException failure) {
      LOG.warn("idempotency_keys.failed: {}", failure.toString());
    }
  }

  /** Forgets once; answers how many keys that were. */
  public int purge() {
    return forgetBefore.applyAsInt(clock.instant().minus(kept));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
