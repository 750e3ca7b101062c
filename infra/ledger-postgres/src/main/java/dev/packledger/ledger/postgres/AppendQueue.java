package dev.packledger.ledger.postgres;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Where appends wait, and how groups are made of them. Filled by any thread, emptied by one. */
final class AppendQueue {
  private final WriterLimits limits;
  private final BlockingQueue<PendingAppend> waiting;

  /** Owned by the emptying thread: passed over, because an earlier append names their stream. */
  private final Deque<PendingAppend> passedOver = new ArrayDeque<>();

  AppendQueue(WriterLimits limits) {
    this.limits = limits;
    this.waiting = new LinkedBlockingQueue<>(limits.waiting());
  }

  /** False where too many wait already. */
  boolean offer(PendingAppend append) {
    return waiting.offer(append);
  }

  /** How many wait, not counting those of the group at work and those passed over. */
  int size() {
    return waiting.size();
  }

  /** The first of those passed over; for the emptying thread. */
  @Nullable PendingAppend firstPassedOver() {
    return passedOver.peek();
  }

  /** The first of those not looked at yet. */
  @Nullable PendingAppend firstWaiting() {
    return waiting.peek();
  }

  /** What waits, up to a group's limits, each stream in one append only; empty where none waits. */
  List<PendingAppend> group() {
    Group group = new Group();
    passedOver.removeIf(group::takes);
    while (!group.full) {
      PendingAppend next = waiting.poll();
      if (next == null) {
        break;
      }
      if (!group.takes(next)) {
        passedOver.add(next);
      }
    }
    return group.appends;
  }

  private final class Group {
    private final List<PendingAppend> appends = new ArrayList<>();
    private final Set<String> streams = new HashSet<>();
    private int events;
    private long bytes;
    private boolean full;

    boolean takes(PendingAppend append) {
      full |= !appends.isEmpty() && !fits(append);
      boolean alone = append.rows().stream().noneMatch(row -> streams.contains(row.stream()));
      append.rows().forEach(row -> streams.add(row.stream()));
      if (full || !alone) {
        return false;
      }
      appends.add(append);
      events += append.rows().size();
      bytes += append.bytes();
      return true;
    }

    private boolean fits(PendingAppend append) {
      return events + append.rows().size() <= limits.groupEvents()
          && bytes + append.bytes() <= limits.groupBytes();
    }
  }
}
