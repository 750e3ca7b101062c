package dev.packledger.ledger.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of a node. Appends that arrive while a group is being stored form the next one;
 * an append that finds the writer idle is stored at once, alone.
 *
 * <p>When {@link #append} returns, the events are durable. Whatever is lost on the way (a reply,
 * the connection, the server) is tried again within the append's patience: an append that is
 * refused and lies stored with the same bytes was stored by an earlier try.
 */
final class GroupWriter implements AutoCloseable {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final AppendStatement statement;
  private final WriterLimits limits;
  private final AppendQueue queue;
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean ended;

  GroupWriter(AppendStatement statement, WriterLimits limits) {
    this.statement = statement;
    this.limits = limits;
    this.queue = new AppendQueue(limits);
    this.thread = Thread.ofPlatform().name("ledger-writer").daemon().start(this::run);
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
    if (closing || !queue.offer(append)) {
      String reason = closing ? "the ledger is closed" : "too many appends are waiting";
      throw new LedgerFailure(reason + "; nothing was stored");
    }
    if (ended) {
      failWaiting();
    }
    return outcome(append);
  }

  /** How many appends wait for a group. */
  int waiting() {
    return queue.size();
  }

  private static long outcome(PendingAppend append) {
    try {
      return append.outcome().get();
    } catch (ExecutionException failed) {
      throw told(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LedgerFailure("interrupted; whether it was stored is not known", interrupted);
    }
  }

  /** The same, with the stack of the caller. */
  private static RuntimeException told(@Nullable Throwable cause) {
    return cause instanceof StreamConflict conflict
        ? new StreamConflict(String.valueOf(conflict.getMessage()), conflict.event())
        : new LedgerFailure(cause == null ? "failed" : String.valueOf(cause.getMessage()), cause);
  }

  /** Stores what waits, then ends. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (statement) {
      while (!closing) {
        try {
          store(queue.awaitGroup());
        } catch (InterruptedException woken) {
          // closing, or nothing
        }
      }
      for (List<PendingAppend> last = queue.group(); !last.isEmpty(); last = queue.group()) {
        store(last);
      }
    } finally {
      closing = true;
      ended = true;
      failWaiting();
    }
  }

  private synchronized void failWaiting() {
    for (List<PendingAppend> left = queue.group(); !left.isEmpty(); left = queue.group()) {
      fail(left, new LedgerFailure("the ledger is closed; nothing was stored"));
    }
  }

  private void store(List<PendingAppend> group) {
    List<PendingAppend> open = group;
    long pauseNanos = FIRST_PAUSE_NANOS;
    while (!open.isEmpty()) {
      try {
        settle(open, statement.append(open));
        return;
      } catch (SQLException failed) {
        statement.disconnect();
        if (!Retry.isWorthIt(failed)) {
          isolate(open, failed);
          return;
        }
        open = withoutOverdue(open, failed);
        LockSupport.parkNanos(pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
      } catch (RuntimeException | Error bug) {
        statement.disconnect();
        fail(open, new LedgerFailure("the writer failed: " + bug, bug));
        return;
      }
    }
  }

  /** What cannot be stored fails alone; the others of its group are tried without it. */
  private void isolate(List<PendingAppend> group, SQLException failed) {
    if (group.size() == 1) {
      fail(group, new LedgerFailure("nothing was stored: " + failed.getMessage(), failed));
    } else {
      group.forEach(append -> store(List.of(append)));
    }
  }

  private static List<PendingAppend> withoutOverdue(
      List<PendingAppend> group, SQLException failed) {
    List<PendingAppend> open = new ArrayList<>(group);
    List<PendingAppend> overdue = group.stream().filter(PendingAppend::isOverdue).toList();
    open.removeAll(overdue);
    fail(
        overdue,
        new LedgerFailure("whether it was stored is not known: " + failed.getMessage(), failed));
    return open;
  }

  private void settle(List<PendingAppend> group, AppendStatement.Stored stored)
      throws SQLException {
    long position = stored.head();
    for (int i = group.size() - 1; i >= 0; i--) {
      if (!stored.refused().contains(i)) {
        group.get(i).outcome().complete(position);
        position -= group.get(i).rows().size();
      }
    }
    for (int refused : stored.refused()) {
      settleRefused(group.get(refused));
    }
  }

  private void settleRefused(PendingAppend append) throws SQLException {
    List<EventRow> rows = append.rows();
    OptionalLong earlier = statement.positionOf(rows.getLast());
    if (earlier.isPresent()) {
      append.outcome().complete(earlier.getAsLong());
    } else {
      EventRow first = rows.getFirst();
      String message = "%s has come to %d already".formatted(first.stream(), first.sequence());
      append.outcome().completeExceptionally(new StreamConflict(message, 0));
    }
  }

  private static void fail(List<PendingAppend> appends, LedgerFailure failure) {
    appends.forEach(append -> append.outcome().completeExceptionally(failure));
  }
}
