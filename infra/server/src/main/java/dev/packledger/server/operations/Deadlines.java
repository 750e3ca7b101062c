package dev.packledger.server.operations;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseEvent.SeatLoss;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.tokens.TokenCommand;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.projections.Page;
import dev.packledger.projections.PageRequest;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.LicenseRow;
import dev.packledger.projections.directory.SeatRow;
import dev.packledger.projections.directory.TokenRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what follows from time and from removals, so that the timeline tells it. Decisions are
 * right without it: deadlines and presence are part of what they look at. Any number of nodes may
 * run it; deciders take a repetition without events.
 */
public final class Deadlines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final int BATCH = 200;
  private static final Actor SCHEDULER = new Actor(Actor.Kind.SCHEDULER, "scheduler");

  private final Commands commands;
  private final DirectoryQueries directory;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("deadlines").factory());

  public Deadlines(Commands commands, DirectoryQueries directory, InstantSource clock) {
    this.commands = commands;
    this.directory = directory;
    this.clock = clock;
  }

  /** Begins to look, at a fixed pace. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(
            this::tryOnce, PACE.toNanos(), PACE.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void tryOnce() {
    try {
      recordDue();
    } catch (RuntimeException failure) {
      LOG.warn("deadlines.failed: {}", failure.toString());
    }
  }

  /** Records everything that is due now. */
  public void recordDue() {
    recordEnds(clock.instant());
    directory.licenses().seatsOfRemoved(BATCH).forEach(this::unassign);
    directory.tokensOfRemoved(BATCH).forEach(this::revoke);
  }

  private void recordEnds(Instant now) {
    PageRequest request = PageRequest.first(BATCH);
    while (true) {
      Page<LicenseRow> page = directory.licenses().unrecordedEnds(now, request);
      page.items().forEach(license -> recordEnd(license, now));
      if (page.next() == null) {
        return;
      }
      request = new PageRequest(page.next(), BATCH);
    }
  }

  /** Spares the ledger a question while a licence is in grace; the decider knows the deadline. */
  private void recordEnd(LicenseRow license, Instant now) {
    Instant cancelsAt = license.cancelsAt();
    Instant paidThrough = license.paidThrough();
    boolean ended =
        (cancelsAt != null && !now.isBefore(cancelsAt))
            || (paidThrough != null && !now.isBefore(license.terms().graceEnd(paidThrough)));
    if (ended) {
      send(new LicenseCommand.Expire(license.id()), "expire");
    } else if (isUnpaidByHand(license)) {
      send(new LicenseCommand.MarkPastDue(license.id()), "past-due");
    }
  }

  /** A payment provider says itself when a payment is late; a seller who bills by hand does not. */
  private static boolean isUnpaidByHand(LicenseRow license) {
    return license.source().provider() == null
        && license.terms().kind() == Terms.Kind.SUBSCRIPTION
        && license.pastDueAt() == null;
  }

  private void unassign(SeatRow seat) {
    send(
        new LicenseCommand.UnassignSeat(seat.license(), seat.holder(), SeatLoss.HOLDER_REMOVED),
        "unassign:" + seat.holder().value());
  }

  private void revoke(TokenRow token) {
    send(new TokenCommand.Revoke(token.id(), TokenEvent.Reason.HOLDER_REMOVED), "revoke");
  }

  private void send(Command command, String what) {
    String id = "scheduler:" + what + ':' + command.stream().value();
    Commands.Answer unused = commands.send(command, SCHEDULER, new Cause(id, null, id));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
