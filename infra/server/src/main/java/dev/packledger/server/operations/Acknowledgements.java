package dev.packledger.server.operations;

import dev.packledger.domain.ledger.Position;
import dev.packledger.server.operations.Receipts.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledges revocations: the one thread that watches how far the nodes are, and keeps the
 * receipts. All that wait share one look at the leases and one durable write, so that many cost
 * hardly more than one.
 */
public final class Acknowledgements implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

  /** Between two looks while another node stands in the way. */
  private static final Duration LOOK_PACE = Duration.ofMillis(2);

  /** Within this the own memory mostly has come so far; if not, the own lease may have run out. */
  private static final Duration OWN_WAIT_MAX = Duration.ofMillis(50);

  private static final Duration FAILURE_PACE = Duration.ofMillis(100);

  /** As long as appends are tried. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String node;
  private final OwnMemory memory;
  private final NodeLeases leases;
  private final Receipts receipts;
  private final InstantSource clock;
  private final BlockingQueue<AwaitedRevocation> arriving = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** Owned by the thread. */
  private final List<AwaitedRevocation> open = new ArrayList<>();

  /** Owned by the thread: whether another node had a lease at the last look. */
  private boolean accompanied = true;

  private volatile boolean closed;

  /** The access memory of this node, asked without the database. */
  public interface OwnMemory {
    Position applied();

    /** Waits until a position is applied, or the time is over. */
    void await(Position position, Duration atMost) throws InterruptedException;
  }

  /**
   * @param node this node's name among the leases
   */
  public Acknowledgements(
      String node, OwnMemory memory, NodeLeases leases, Receipts receipts, InstantSource clock) {
    this.node = node;
    this.memory = memory;
    this.leases = leases;
    this.receipts = receipts;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("acknowledgements").start(this::run);
  }

  /**
   * Returns once no node that has not applied the position may decide, and the receipt of it is
   * durable.
   *
   * @param stored whether the command stored an event: only then there is something to keep
   * @throws IllegalStateException where that is not known: the database was away for too long, or
   *     the server stops
   */
  void await(Position position, String stream, String command, boolean stored) {
    AwaitedRevocation revocation =
        new AwaitedRevocation(
            position, stream, command, stored, System.nanoTime() + PATIENCE.toNanos());
    arriving.add(revocation);
    if (closed) {
      revocation.fail(stopping());
    }
    revocation.join();
  }

  private void run() {
    try {
      while (!closed) {
        if (open.isEmpty()) {
          open.add(arriving.take());
        }
        arriving.drainTo(open);
        Position first = first();
        memory.await(first, OWN_WAIT_MAX);
        tryOnce();
        if (!open.isEmpty() && first().equals(first)) {
          LockSupport.parkNanos(LOOK_PACE.toNanos());
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
      arriving.drainTo(open);
      open.forEach(revocation -> revocation.fail(stopping()));
    }
  }

  private Position first() {
    return open.stream().map(AwaitedRevocation::position).min(Position::compareTo).orElseThrow();
  }

  private static IllegalStateException stopping() {
    return new IllegalStateException("the server stops; the revocation is stored");
  }

  /** A database that is away is asked again, for as long as each revocation has patience. */
  private void tryOnce() {
    try {
      if (!acknowledgedAlone()) {
        acknowledge();
      }
    } catch (RuntimeException failure) {
      LOG.warn("revocation.not_acknowledged: {}", failure.toString());
      long now = System.nanoTime();
      open.removeIf(revocation -> revocation.failIfOverdue(now, failure));
      LockSupport.parkNanos(FAILURE_PACE.toNanos());
    }
  }

  /**
   * Where no other node had a lease at the last look, the look and the receipts are one statement.
   *
   * @return false where this way is barred
   */
  private boolean acknowledgedAlone() {
    if (accompanied) {
      return false;
    }
    Instant now = clock.instant();
    Position own = memory.applied();
    List<NodeLeases.Lease> only = List.of(new NodeLeases.Lease(node, now, own));
    open.forEach(revocation -> revocation.look(only, now));
    List<AwaitedRevocation> passed = passed();
    List<Receipt> kept = receiptsOf(passed, now);
    if (kept.isEmpty()) {
      return false;
    }
    accompanied = !receipts.keepIfAlone(node, kept);
    if (!accompanied) {
      tell(passed);
    }
    return !accompanied;
  }

  private void acknowledge() {
    List<NodeLeases.Lease> live = leases.live();
    Instant now = clock.instant();
    Position own = memory.applied();
    accompanied = live.stream().anyMatch(lease -> !lease.node().equals(node));
    List<NodeLeases.Lease> known =
        live.stream().map(lease -> lease.node().equals(node) ? lease.upTo(own) : lease).toList();
    open.forEach(revocation -> revocation.look(known, now));
    List<AwaitedRevocation> passed = passed();
    receipts.keep(receiptsOf(passed, now));
    tell(passed);
  }

  private List<AwaitedRevocation> passed() {
    return open.stream().filter(AwaitedRevocation::isPassed).toList();
  }

  private static List<Receipt> receiptsOf(List<AwaitedRevocation> passed, Instant now) {
    return passed.stream()
        .filter(AwaitedRevocation::stored)
        .map(revocation -> revocation.receipt(now))
        .toList();
  }

  private void tell(List<AwaitedRevocation> passed) {
    open.removeAll(passed);
    passed.forEach(AwaitedRevocation::acknowledge);
  }

  /** Whoever still waits is told that it is not known. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
