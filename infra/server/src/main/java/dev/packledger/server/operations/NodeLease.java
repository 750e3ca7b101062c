package dev.packledger.server.operations;

import dev.packledger.domain.ledger.Position;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's right to decide. It counts from before each renewal on this machine's monotonic
 * clock, the database's from after it: so the node always stops before others stop waiting for it.
 *
 * <p>After a lapse others no longer waited for this node, so it decides again only once its memory
 * has applied what the ledger held after the new lease was durable.
 */
public final class NodeLease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);
  private static final int RENEWALS_PER_LEASE = 5;
  private static final Duration PUBLISH_PACE = Duration.ofMillis(10);

  private final String node;
  private final NodeLeases leases;
  private final Duration leaseTime;
  private final Supplier<Position> applied;
  private final Following following;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("node-lease").factory());

  /** Written by the renewing thread alone, after the constructor; read by everyone. */
  private volatile Standing standing;

  /** Owned by the renewing thread. */
  private Position published = Position.START;

  /** Owned by the renewing thread: whether another node had a lease at the last renewal. */
  private boolean accompanied = true;

  /**
   * @param validUntilNanos by {@link System#nanoTime}
   * @param required what the memory must have applied before this lease lets anything through
   */
  private record Standing(boolean held, long validUntilNanos, Position required) {}

  /**
   * How this node follows the ledger.
   *
   * @param applied what the access memory has applied
   * @param stored the ledger's head as the database knows it now
   * @param failure why the access memory does not go on; empty while it does
   */
  public record Following(
      Supplier<Position> applied, Supplier<Position> stored, Supplier<Optional<String>> failure) {}

  public NodeLease(String node, NodeLeases leases, Duration leaseTime, Following following) {
    this.node = node;
    this.leases = leases;
    this.leaseTime = leaseTime;
    this.applied = following.applied();
    this.following = following;
    this.standing = new Standing(false, System.nanoTime(), Position.START);
    tryOnce(this::renew); // at once, so that a node that has just started may answer
    long pace = leaseTime.toNanos() / RENEWALS_PER_LEASE;
    var renewing =
        thread.scheduleWithFixedDelay(() -> tryOnce(this::renew), pace, pace, TimeUnit.NANOSECONDS);
    var publishing =
        thread.scheduleWithFixedDelay(
            () -> tryOnce(this::publish),
            PUBLISH_PACE.toNanos(),
            PUBLISH_PACE.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  public String node() {
    return node;
  }

  /** Present while this node may not decide: in how many seconds a caller may try again. */
  public OptionalInt staleRetrySeconds() {
    Standing now = standing;
    boolean live =
        now.held()
            && System.nanoTime() - now.validUntilNanos() < 0
            && applied.get().compareTo(now.required()) >= 0;
    return live ? OptionalInt.empty() : OptionalInt.of(1);
  }

  /** A memory that does not go on lets the lease end, so that nobody waits for it in vain. */
  private void renew() {
    following
        .failure()
        .get()
        .ifPresent(
            why -> {
              throw new IllegalStateException("the access memory does not follow: " + why);
            });
    long asked = System.nanoTime();
    Standing before = standing;
    boolean lapsed = !before.held() || asked - before.validUntilNanos() >= 0;
    Position position = applied.get();
    leases.renew(node, leaseTime, position);
    published = position;
    long validUntil = asked + leaseTime.toNanos();
    if (!lapsed && System.nanoTime() - before.validUntilNanos() >= 0) {
      lapsed = true;
    }
    standing =
        new Standing(true, validUntil, lapsed ? following.stored().get() : before.required());
    accompanied = leases.live().stream().anyMatch(lease -> !lease.node().equals(node));
  }

  /** Others hear at once; one that came since the last renewal hears at the next. */
  private void publish() {
    Position position = applied.get();
    if (accompanied && position.compareTo(published) > 0) {
      leases.publish(node, position);
      published = position;
    }
  }

  /** A database that is away ends the lease by time, never the thread. */
  private static void tryOnce(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.warn("lease.not_renewed: {}", failure.toString());
    }
  }

  /** Decides no more, then says so. */
  @Override
  public void close() {
    thread.shutdownNow();
    standing = new Standing(false, System.nanoTime(), Position.START);
    tryOnce(() -> leases.release(node));
  }
}
