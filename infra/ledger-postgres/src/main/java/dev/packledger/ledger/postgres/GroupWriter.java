package dev.packledger.ledger.postgres;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.ledger.StoredEnvelope;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.StreamConflict;
import dev.packledger.ledger.postgres.GroupStore.Decision;
import dev.packledger.ledger.postgres.PendingAppend.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The single writer of a node: one of the callers at a time leads. It stores its own append
 * together with all that wait, passes the lead to one that came meanwhile, and tells the others. An
 * append that finds nobody leading is stored at once, alone, by its own thread.
 *
 * <p>When {@link #append} returns, the events are durable.
 */
final class GroupWriter implements AutoCloseable {
  /** Who just got their answers come back with their next appends within moments, or not at all. */
  private static final long GATHERING_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(500);

  private final GroupStore store;
  private final WriterLimits limits;
  private final StoredGroups listener;
  private final AppendQueue queue;
  private final AtomicBoolean led = new AtomicBoolean();

  /** Owned by the leader. */
  private int lastGroup;

  /** Owned by the leader. */
  private long lastGroupNanos;

  /** Owned by the leader. */
  private long lastGroupEndNanos;

  /** Owned by the leader: nothing is stored any more. */
  private boolean ended;

  private volatile boolean closed;

  GroupWriter(AppendStatement statement, WriterLimits limits, StoredGroups listener) {
    this.store = new GroupStore(statement);
    this.limits = limits;
    this.listener = listener;
    this.queue = new AppendQueue(limits);
  }

  /**
   * Stores events, all or none.
   *
   * @return the position of the last one
   * @throws StreamConflict where somebody else was faster
   * @throws LedgerFailure where they could not be stored, or it is not known whether they were
   */
  long append(List<EventRow> rows) {
    PendingAppend append = new PendingAppend(rows, System.nanoTime() + limits.patience().toNanos());
    if (closed || !queue.offer(append)) {
      String reason = closed ? "the ledger is closed" : "too many appends are waiting";
      throw new LedgerFailure(reason + "; nothing was stored");
    }
    return switch (awaited(append)) {
      case Outcome.Stored(long last) -> last;
      case Outcome.Refused(String message) -> throw new StreamConflict(message, 0);
      case Outcome.Failed(OutcomeUnknown failure) ->
          throw new OutcomeUnknown(String.valueOf(failure.getMessage()), failure);
      case Outcome.Failed(LedgerFailure failure) ->
          throw new LedgerFailure(String.valueOf(failure.getMessage()), failure);
    };
  }

  /** How many appends wait for a group. */
  int waiting() {
    return queue.size();
  }

  /** Stores what waits; later appends fail. */
  @Override
  public void close() {
    closed = true;
    while (!led.compareAndSet(false, true)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    try (store) {
      for (List<PendingAppend> last = queue.group(); !last.isEmpty(); last = queue.group()) {
        store.store(last).forEach(Decision::tell);
      }
    } finally {
      ended = true;
      passOn(); // to those who offered meanwhile, and find that nothing is stored any more
    }
  }

  /** Waits, and leads when it is its turn; an interrupt is kept for afterwards. */
  private Outcome awaited(PendingAppend append) {
    boolean interrupted = Thread.interrupted();
    Outcome outcome = append.outcome();
    while (outcome == null) {
      if (led.compareAndSet(false, true)) {
        lead();
      } else {
        LockSupport.park(this);
      }
      interrupted |= Thread.interrupted();
      outcome = append.outcome();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcome;
  }

  private void lead() {
    List<Decision> decisions = List.of();
    try {
      gather();
      List<PendingAppend> group = queue.group();
      long before = System.nanoTime();
      decisions = ended ? closedTo(group) : store.store(group);
      lastGroup = group.size();
      lastGroupEndNanos = System.nanoTime();
      lastGroupNanos = lastGroupEndNanos - before;
      listener.stored(stored(decisions)); // before the next group can be
    } finally {
      passOn();
    }
    decisions.forEach(Decision::tell); // while the next leader's group is on its way
  }

  private static List<StoredEnvelope> stored(List<Decision> decisions) {
    List<StoredEnvelope> stored = new ArrayList<>();
    for (Decision decision : decisions) {
      if (decision.outcome() instanceof Outcome.Stored(long last)) {
        List<EventRow> rows = decision.append().rows();
        for (int i = 0; i < rows.size(); i++) {
          Position position = new Position(last - rows.size() + 1 + i);
          stored.add(new StoredEnvelope(position, rows.get(i).envelope()));
        }
      }
    }
    stored.sort(Comparator.comparing(StoredEnvelope::position));
    return stored;
  }

  /** Where many came together last time, gives them a moment to come back together. */
  private void gather() {
    long now = System.nanoTime();
    if (lastGroup <= 1 || now - lastGroupEndNanos > lastGroupNanos) {
      return;
    }
    long end = now + Math.min(GATHERING_NANOS_MAX, lastGroupNanos / 4);
    while (queue.size() < lastGroup && System.nanoTime() - end < 0) {
      Thread.yield();
    }
  }

  private void passOn() {
    PendingAppend passedOver = queue.firstPassedOver();
    led.set(false);
    PendingAppend next = passedOver == null ? queue.firstWaiting() : passedOver;
    if (next != null) {
      next.wake();
    }
  }

  private static List<Decision> closedTo(List<PendingAppend> group) {
    LedgerFailure failure = new LedgerFailure("the ledger is closed; nothing was stored");
    return group.stream().map(append -> new Decision(append, new Outcome.Failed(failure))).toList();
  }
}
