package dev.packledger.server.operations;

import dev.packledger.blobs.FileBlobs;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.server.following.AppliedPositions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what publications left that never became a release. The index may be asked only once it
 * knows all that is in the ledger now: whatever a publication put longer than the grace period ago
 * is then named, or never will be.
 */
public final class OrphanCollection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanCollection.class);
  private static final Duration PACE = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofHours(24);
  private static final Duration WAIT_MAX = Duration.ofMinutes(1);

  private final FileBlobs blobs;
  private final Predicate<Digest> named;
  private final Supplier<Position> head;
  private final AppliedPositions positions;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("orphans").factory());

  /**
   * A collection that is not started.
   *
   * @param named whether some release names a blob, by the index
   * @param head the position of the last event in the ledger
   */
  public OrphanCollection(
      FileBlobs blobs,
      Predicate<Digest> named,
      Supplier<Position> head,
      AppliedPositions positions) {
    this.blobs = blobs;
    this.named = named;
    this.head = head;
    this.positions = positions;
  }

  /** Begins to collect, at a fixed pace. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::tryOnce, PACE.toNanos(), PACE.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void tryOnce() {
    try {
      collect(WAIT_MAX)
          .ifPresent(
              collected ->
                  LOG.info(
                      "orphans.collected: {} blobs, {} bytes, {} staged",
                      collected.blobs(),
                      collected.bytes(),
                      collected.staged()));
    } catch (IOException | RuntimeException failure) {
      LOG.warn("orphans.failed: {}", failure.toString());
    }
  }

  /** Collects once; empty where the index did not catch up in time, and nothing was touched. */
  public Optional<FileBlobs.Collected> collect(Duration waitMax) throws IOException {
    return positions.await(head.get(), waitMax).isPresent()
        ? Optional.empty()
        : Optional.of(blobs.collect(named, GRACE));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
