package dev.packledger.server.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets operational records that are kept for a time only, at a fixed pace. Any number of nodes
 * may run it.
 */
public final class Purge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
  private static final Duration FIRST_AFTER = Duration.ofMinutes(1);
  private static final Duration PACE = Duration.ofHours(1);

  private final List<Records> all;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("purge").factory());

  /**
   * Records of one kind.
   *
   * @param name as the log says it
   * @param kept how long they are kept
   * @param forgetBefore forgets those that were done with before an instant; answers how many
   */
  public record Records(String name, Duration kept, ToIntFunction<Instant> forgetBefore) {}

  /** A purge that is not started. */
  public Purge(List<Records> all, InstantSource clock) {
    this.all = List.copyOf(all);
    this.clock = clock;
  }

  /** Begins to purge, at a fixed pace. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::purge, FIRST_AFTER.toNanos(), PACE.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Forgets once; answers how many records that were. */
  public int purge() {
    return all.stream().mapToInt(this::purge).sum();
  }

  private int purge(Records records) {
    try {
      int forgotten = records.forgetBefore().applyAsInt(clock.instant().minus(records.kept()));
      if (forgotten > 0) {
        LOG.info("{}.purged: {}", records.name(), forgotten);
      }
      return forgotten;
    } catch (RuntimeException failure) {
      LOG.warn("{}.failed: {}", records.name(), failure.toString());
      return 0;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
