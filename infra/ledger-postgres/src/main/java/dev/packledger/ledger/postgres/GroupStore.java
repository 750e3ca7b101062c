package dev.packledger.ledger.postgres;

import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.ledger.postgres.PendingAppend.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stores a group and decides each of its appends. Used by one thread at a time.
 *
 * <p>Whatever is lost on the way (a reply, the connection, the server) is tried again within the
 * appends' patience: an append that is refused and lies stored with the same bytes was stored by an
 * earlier try.
 */
final class GroupStore implements AutoCloseable {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final AppendStatement statement;

  GroupStore(AppendStatement statement) {
    this.statement = statement;
  }

  /** An append and what becomes of it. */
  record Decision(PendingAppend append, Outcome outcome) {
    void tell() {
      append.decide(outcome);
    }
  }

  /** Decides every append of the group; what is said to be stored is durable. */
  List<Decision> store(List<PendingAppend> group) {
    boolean interrupted = false;
    List<Decision> decisions = new ArrayList<>(group.size());
    List<PendingAppend> open = group;
    long pauseNanos = FIRST_PAUSE_NANOS;
    while (!open.isEmpty()) {
      try {
        decisions.addAll(settled(open, statement.append(open)));
        open = List.of();
      } catch (SQLException failed) {
        statement.disconnect();
        // An interrupt may have closed the socket; the others' appends must be stored all the same.
        interrupted |= Thread.interrupted();
        List<PendingAppend> still = new ArrayList<>();
        decisions.addAll(afterFailure(open, failed, still));
        open = still;
        LockSupport.parkNanos(open.isEmpty() ? 0 : pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
      } catch (RuntimeException | Error bug) {
        statement.disconnect();
        decisions.addAll(failed(open, new LedgerFailure("the writer failed: " + bug, bug)));
        open = List.of();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return decisions;
  }

  @Override
  public void close() {
    statement.close();
  }

  /**
   * Decides what can be decided after a failure.
   *
   * @param still filled with what is to be tried again
   */
  private List<Decision> afterFailure(
      List<PendingAppend> group, SQLException failed, List<PendingAppend> still) {
    if (!Retry.isWorthIt(failed)) {
      return isolated(group, failed);
    }
    List<PendingAppend> overdue = new ArrayList<>();
    group.forEach(append -> (append.isOverdue() ? overdue : still).add(append));
    String message = "whether it was stored is not known: " + failed.getMessage();
    return failed(overdue, new OutcomeUnknown(message, failed));
  }

  /** What cannot be stored fails alone; the others of its group are tried without it. */
  private List<Decision> isolated(List<PendingAppend> group, SQLException failed) {
    if (group.size() == 1) {
      return failed(group, new LedgerFailure("nothing was stored: " + failed.getMessage(), failed));
    }
    return group.stream().flatMap(append -> store(List.of(append)).stream()).toList();
  }

  private List<Decision> settled(List<PendingAppend> group, AppendStatement.Stored stored)
      throws SQLException {
    List<Decision> decisions = new ArrayList<>(group.size());
    long position = stored.head();
    for (int i = group.size() - 1; i >= 0; i--) {
      PendingAppend append = group.get(i);
      if (stored.refused().contains(i)) {
        decisions.add(new Decision(append, refused(append)));
      } else {
        decisions.add(new Decision(append, new Outcome.Stored(position)));
        position -= append.rows().size();
      }
    }
    return decisions;
  }

  private Outcome refused(PendingAppend append) throws SQLException {
    OptionalLong earlier = statement.positionOf(append.rows().getLast());
    if (earlier.isPresent()) {
      return new Outcome.Stored(earlier.getAsLong());
    }
    EventRow first = append.rows().getFirst();
    return new Outcome.Refused(
        "%s has come to %d already".formatted(first.stream(), first.sequence()));
  }

  private static List<Decision> failed(List<PendingAppend> appends, LedgerFailure failure) {
    return appends.stream()
        .map(append -> new Decision(append, new Outcome.Failed(failure)))
        .toList();
  }
}
