package dev.packledger.server.operations;

import dev.packledger.domain.access.Revoking;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.server.operations.Receipts.Passage;
import dev.packledger.server.operations.Receipts.Receipt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * The {@link Commands} that everyone gets: a command that takes access away is answered once every
 * node that may decide has applied it, or may no longer decide. The wait ends by itself: a node
 * that does not follow loses its lease.
 */
public final class AcknowledgedCommands implements Commands {
  private static final Duration LOOK_PACE = Duration.ofMillis(2);
  private static final Duration OWN_LOOK_PACE = Duration.ofNanos(200_000);
  private static final Duration OWN_WAIT_MAX = Duration.ofSeconds(1);

  private final Commands commands;
  private final NodeLease own;
  private final java.util.function.Supplier<Position> ownApplied;
  private final NodeLeases leases;
  private final Receipts receipts;
  private final InstantSource clock;

  public AcknowledgedCommands(
      Commands commands,
      NodeLease own,
      java.util.function.Supplier<Position> ownApplied,
      NodeLeases leases,
      Receipts receipts,
      InstantSource clock) {
    this.commands = commands;
    this.own = own;
    this.ownApplied = ownApplied;
    this.leases = leases;
    this.receipts = receipts;
    this.clock = clock;
  }

  @Override
  public Answer send(Command command, Actor actor, Cause cause) {
    Answer answer = commands.send(command, actor, cause);
    switch (answer.outcome()) {
      case Outcome.Accepted accepted -> {
        if (Revoking.mayDeny(command)) {
          acknowledge(command, answer.position(), !accepted.events().isEmpty());
        }
      }
      case Outcome.Refused refused -> {}
    }
    return answer;
  }

  private void acknowledge(Command command, Position position, boolean stored) {
    List<Passage> passages = awaitPassed(position);
    if (stored) {
      receipts.keep(
          new Receipt(
              position, command.stream().value(), nameOf(command), clock.instant(), passages));
    }
  }

  /** Waits until no node that has not applied the position may decide. */
  private List<Passage> awaitPassed(Position position) {
    Map<String, Passage> passed = new HashMap<>();
    List<String> waitedFor = new ArrayList<>();
    awaitOwn(position);
    while (true) {
      List<String> waiting = new ArrayList<>();
      for (NodeLeases.Lease lease : leases.live()) {
        Position applied = lease.node().equals(own.node()) ? ownApplied.get() : lease.applied();
        if (applied.compareTo(position) >= 0) {
          passed.putIfAbsent(lease.node(), new Passage(lease.node(), applied, clock.instant()));
        } else {
          waiting.add(lease.node());
        }
      }
      for (String node : waitedFor) {
        if (!waiting.contains(node)) {
          passed.putIfAbsent(node, new Passage(node, null, clock.instant()));
        }
      }
      if (waiting.isEmpty()) {
        return List.copyOf(passed.values());
      }
      waitedFor = waiting;
      LockSupport.parkNanos(LOOK_PACE.toNanos());
    }
  }

  /** Before the database is asked again and again: this node mostly is the only one. */
  private void awaitOwn(Position position) {
    long began = System.nanoTime();
    while (ownApplied.get().compareTo(position) < 0
        && System.nanoTime() - began < OWN_WAIT_MAX.toNanos()) {
      LockSupport.parkNanos(OWN_LOOK_PACE.toNanos());
    }
  }

  /** {@code license.change_seats} for {@code LicenseCommand.ChangeSeats}. */
  private static String nameOf(Command command) {
    Class<?> type = command.getClass();
    Class<?> family = type.getEnclosingClass();
    String stream =
        family == null
            ? ""
            : family.getSimpleName().replace("Command", "").toLowerCase(Locale.ROOT);
    String verb = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return stream + '.' + verb.toLowerCase(Locale.ROOT);
  }
}
