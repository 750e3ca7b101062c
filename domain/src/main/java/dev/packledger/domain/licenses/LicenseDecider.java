package dev.packledger.domain.licenses;

import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.licenses.LicenseEvent.CancellationScheduled;
import dev.packledger.domain.licenses.LicenseEvent.CancellationWithdrawn;
import dev.packledger.domain.licenses.LicenseEvent.LicenseCancelled;
import dev.packledger.domain.licenses.LicenseEvent.LicenseClaimed;
import dev.packledger.domain.licenses.LicenseEvent.LicenseExpired;
import dev.packledger.domain.licenses.LicenseEvent.LicenseGranted;
import dev.packledger.domain.licenses.LicenseEvent.LicensePastDue;
import dev.packledger.domain.licenses.LicenseEvent.LicenseRenewed;
import dev.packledger.domain.licenses.LicenseEvent.LicenseRevoked;
import dev.packledger.domain.licenses.LicenseEvent.LicenseSuspended;
import dev.packledger.domain.licenses.LicenseEvent.LicenseTransferred;
import dev.packledger.domain.licenses.LicenseEvent.PaymentFailed;
import dev.packledger.domain.licenses.LicenseEvent.PaymentReceived;
import dev.packledger.domain.licenses.LicenseEvent.PaymentRefunded;
import dev.packledger.domain.licenses.LicenseEvent.PlanChanged;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReversed;
import dev.packledger.domain.licenses.LicenseEvent.SeatAssigned;
import dev.packledger.domain.licenses.LicenseEvent.SeatLoss;
import dev.packledger.domain.licenses.LicenseEvent.SeatUnassigned;
import dev.packledger.domain.licenses.LicenseEvent.SeatsChanged;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionLifted;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The single point where a licence is granted, given seats, ended or restored.
 *
 * <p>Repeated commands are accepted without events. What a payment provider reports late is
 * accepted as well, so that every order of arrival ends in the same state; a deleted subscription
 * stays deleted, whatever is paid or refunded after it.
 */
public final class LicenseDecider {
  private static final Outcome NOTHING_NEW = Outcome.accepted();

  private LicenseDecider() {}

  /** What the licence says to a command. */
  public static Outcome decide(@Nullable License state, LicenseCommand command, Context context) {
    if (command instanceof LicenseCommand.Grant grant) {
      return grant(state, grant);
    }
    if (state == null) {
      return refused(LicenseRefusal.UNKNOWN, "No licence " + command.license().value() + ".");
    }
    return switch (command) {
      case LicenseCommand.Grant grant -> grant(state, grant);
      case LicenseCommand.Claim claim -> claim(state, claim);
      case LicenseCommand.Renew renew -> renew(state, renew);
      case LicenseCommand.FailPayment fail -> failPayment(state, fail);
      case LicenseCommand.MarkPastDue pastDue -> markPastDue(state);
      case LicenseCommand.Suspend suspend ->
          event(
              !state.standing().suspensions().contains(suspend.reason()),
              new LicenseSuspended(suspend.reason()));
      case LicenseCommand.LiftSuspension lift ->
          event(
              state.standing().suspensions().contains(lift.reason()),
              new SuspensionLifted(lift.reason()));
      case LicenseCommand.ChangeSeats change -> changeSeats(state, change);
      case LicenseCommand.AssignSeat assign -> assignSeat(state, assign);
      case LicenseCommand.UnassignSeat unassign ->
          event(
              state.seats().holds(unassign.holder()),
              new SeatUnassigned(unassign.holder(), unassign.reason()));
      case LicenseCommand.ChangePlan change -> changePlan(state, change);
      case LicenseCommand.ScheduleCancellation schedule -> scheduleCancellation(state, schedule);
      case LicenseCommand.WithdrawCancellation withdraw -> withdrawCancellation(state);
      case LicenseCommand.Cancel cancel ->
          event(!state.standing().cancelled(), new LicenseCancelled());
      case LicenseCommand.Expire expire -> expire(state, context.now());
      case LicenseCommand.Revoke revoke ->
          event(
              !state.standing().revocations().contains(revoke.reason()),
              new LicenseRevoked(revoke.reason()));
      case LicenseCommand.ReverseRevocation reverse ->
          event(
              state.standing().revocations().contains(reverse.reason()),
              new RevocationReversed(reverse.reason()));
      case LicenseCommand.Transfer transfer -> transfer(state, transfer);
      case LicenseCommand.ReceivePayment receive -> receivePayment(state, receive);
      case LicenseCommand.RefundPayment refund -> refundPayment(state, refund);
    };
  }

  /** The state after an event; null while nothing was granted. */
  public static @Nullable License evolve(@Nullable License state, LicenseEvent event) {
    if (state == null) {
      return event instanceof LicenseGranted granted ? License.of(granted) : null;
    }
    return switch (event) {
      case LicenseGranted again -> state;
      case LicenseClaimed claimed -> state.withBuyer(claimed.buyer());
      case LicenseRenewed renewed -> state.with(state.standing().renewed(renewed.paidThrough()));
      case PaymentFailed failed -> state.with(state.payments().failing(failed.invoice()));
      case LicensePastDue pastDue -> state.with(state.standing().withPastDue());
      case LicenseSuspended suspended ->
          state.with(state.standing().suspendedFor(suspended.reason()));
      case SuspensionLifted lifted -> state.with(state.standing().lifted(lifted.reason()));
      case SeatsChanged changed -> state.with(state.seats().withQuantity(changed.seats()));
      case SeatAssigned assigned -> state.with(state.seats().assigned(assigned.holder()));
      case SeatUnassigned unassigned -> state.with(state.seats().unassigned(unassigned.holder()));
      case PlanChanged changed -> state.withPlan(changed.plan(), changed.terms());
      case CancellationScheduled scheduled ->
          state.with(state.standing().cancellingAt(scheduled.at()));
      case CancellationWithdrawn withdrawn -> state.with(state.standing().cancellingAt(null));
      case LicenseCancelled cancelled -> state.with(state.standing().withCancellation());
      case LicenseExpired expired -> state.with(state.standing().withExpiry(expired.expiredAt()));
      case LicenseRevoked revoked -> state.with(state.standing().revokedFor(revoked.reason()));
      case RevocationReversed reversed -> state.with(state.standing().reversed(reversed.reason()));
      case LicenseTransferred transferred -> state.withBuyer(transferred.buyer());
      case PaymentReceived received -> state.with(state.payments().receiving(received.payment()));
      case PaymentRefunded refunded ->
          state.with(
              state
                  .payments()
                  .refunding(refunded.refund(), refunded.refundedMinor(), refunded.payment()));
    };
  }

  private static Outcome grant(@Nullable License state, LicenseCommand.Grant grant) {
    if (state != null) {
      return isSamePurchase(state.granted(), grant)
          ? NOTHING_NEW
          : refused(LicenseRefusal.EXISTS, "Another purchase was granted under this id.");
    }
    @Nullable Instant end = grant.paidThrough();
    if (end != null && end.isBefore(grant.startsAt())) {
      return refused(
          LicenseRefusal.PERIOD_INVALID,
          "The licence would end at " + end + " and start at " + grant.startsAt() + ".");
    }
    if (!grant.terms().seats().allows(grant.seats())) {
      return seatsOutOfRange(grant.terms().seats(), grant.seats());
    }
    return Outcome.accepted(
        new LicenseGranted(
            grant.product(),
            grant.plan(),
            grant.seller(),
            grant.terms(),
            grant.seats(),
            grant.source(),
            grant.buyer(),
            grant.customer(),
            grant.startsAt(),
            grant.paidThrough()));
  }

  /** A payment is known by its source; a grant by hand by seller and product under the same id. */
  private static boolean isSamePurchase(LicenseGranted granted, LicenseCommand.Grant grant) {
    boolean sameSource = granted.source().equals(grant.source());
    return grant.source().provider() != null
        ? sameSource
        : sameSource
            && granted.seller().equals(grant.seller())
            && granted.product().equals(grant.product());
  }

  private static Outcome claim(License state, LicenseCommand.Claim claim) {
    if (state.buyer() != null) {
      return state.buyer().equals(claim.buyer())
          ? NOTHING_NEW
          : refused(LicenseRefusal.CLAIMED, "Another organisation has claimed the licence.");
    }
    if (!state.standing().revocations().isEmpty()) {
      return refused(LicenseRefusal.REVOKED, "The licence was revoked and cannot be claimed.");
    }
    return Outcome.accepted(new LicenseClaimed(claim.buyer()));
  }

  /** Moves only forward. Without an end to move, it moves the end of covered updates, if any. */
  private static Outcome renew(License state, LicenseCommand.Renew renew) {
    Standing standing = state.standing();
    @Nullable Instant end = standing.paidThrough();
    if (end == null && state.terms().updates() instanceof Updates.ForPeriod) {
      end = state.terms().coveredEnd(state.granted().startsAt(), null, standing.renewedThrough());
    }
    return event(
        end != null && renew.paidThrough().isAfter(end), new LicenseRenewed(renew.paidThrough()));
  }

  /** A provider tries an invoice several times; its first failure is told. */
  private static Outcome failPayment(License state, LicenseCommand.FailPayment fail) {
    return event(
        !state.payments().failedInvoices().contains(fail.invoice()),
        new PaymentFailed(fail.invoice()));
  }

  private static Outcome markPastDue(License state) {
    if (state.standing().cancelled()) {
      return refused(LicenseRefusal.CANCELLED, "The subscription was deleted.");
    }
    return event(!state.standing().pastDue(), new LicensePastDue());
  }

  /** Seats beyond a smaller number are unassigned first, so that no prefix holds too many. */
  private static Outcome changeSeats(License state, LicenseCommand.ChangeSeats change) {
    if (change.seats() == state.seats().quantity()) {
      return NOTHING_NEW;
    }
    if (!state.terms().seats().allows(change.seats())) {
      return seatsOutOfRange(state.terms().seats(), change.seats());
    }
    List<Event> events = losing(state.seats().beyond(change.seats()), SeatLoss.FEWER_SEATS);
    events.add(new SeatsChanged(change.seats()));
    return new Outcome.Accepted(events);
  }

  private static Outcome assignSeat(License state, LicenseCommand.AssignSeat assign) {
    if (state.seats().holds(assign.holder())) {
      return NOTHING_NEW;
    }
    if (state.buyer() == null) {
      return refused(LicenseRefusal.UNCLAIMED, "The licence is still to be claimed.");
    }
    if (!state.terms().seats().counts(assign.holder())) {
      return refused(LicenseRefusal.SEAT_NOT_COUNTED, assign.holder().value() + " needs no seat.");
    }
    if (state.seats().holders().size() >= state.seats().quantity()) {
      return refused(
          LicenseRefusal.SEAT_EXHAUSTED, "All " + state.seats().quantity() + " seats are taken.");
    }
    return Outcome.accepted(new SeatAssigned(assign.holder()));
  }

  /**
   * The number of seats is not judged by the new terms: the provider reports plan and quantity one
   * after the other. Seats of holders whom the new terms no longer count become free; where nobody
   * needs one any more they rest, for the day the plan changes back.
   */
  private static Outcome changePlan(License state, LicenseCommand.ChangePlan change) {
    if (state.plan().equals(change.plan()) && state.terms().equals(change.terms())) {
      return NOTHING_NEW;
    }
    SeatRule rule = change.terms().seats();
    List<Holder> uncounted =
        rule.counted() == SeatRule.Counted.UNLIMITED
            ? List.of()
            : state.seats().holders().reversed().stream()
                .filter(holder -> !rule.counts(holder))
                .toList();
    List<Event> events = losing(uncounted, SeatLoss.PLAN_CHANGED);
    events.add(new PlanChanged(change.plan(), change.terms()));
    return new Outcome.Accepted(events);
  }

  private static Outcome scheduleCancellation(
      License state, LicenseCommand.ScheduleCancellation schedule) {
    if (state.standing().cancelled()) {
      return refused(LicenseRefusal.CANCELLED, "The subscription was deleted.");
    }
    return event(
        !schedule.at().equals(state.standing().cancelsAt()),
        new CancellationScheduled(schedule.at()));
  }

  /** Also after the scheduled instant, as long as the cancellation itself was not reported. */
  private static Outcome withdrawCancellation(License state) {
    if (state.standing().cancelled()) {
      return refused(LicenseRefusal.CANCELLED, "The subscription was deleted.");
    }
    return event(state.standing().cancelsAt() != null, new CancellationWithdrawn());
  }

  /** Nothing is left to expire once the subscription was deleted. */
  private static Outcome expire(License state, Instant now) {
    if (state.standing().cancelled()) {
      return NOTHING_NEW;
    }
    @Nullable Instant deadline = state.standing().deadline(state.terms());
    if (deadline == null || now.isBefore(deadline)) {
      return refused(
          LicenseRefusal.NOT_DUE,
          deadline == null ? "The licence has no end." : "The licence ends at " + deadline + ".");
    }
    return event(!deadline.equals(state.standing().expiredAt()), new LicenseExpired(deadline));
  }

  private static Outcome transfer(License state, LicenseCommand.Transfer transfer) {
    if (state.buyer() == null) {
      return refused(LicenseRefusal.UNCLAIMED, "The licence is still to be claimed.");
    }
    if (state.buyer().equals(transfer.buyer())) {
      return NOTHING_NEW;
    }
    if (!state.standing().revocations().isEmpty()) {
      return refused(LicenseRefusal.REVOKED, "The licence was revoked and cannot change hands.");
    }
    List<Event> events = losing(state.seats().beyond(0), SeatLoss.TRANSFERRED);
    events.add(new LicenseTransferred(transfer.buyer()));
    return new Outcome.Accepted(events);
  }

  private static Outcome receivePayment(License state, LicenseCommand.ReceivePayment receive) {
    if (receive.payment().amountMinor() < 0) {
      return refused(LicenseRefusal.AMOUNT_INVALID, "A payment is never negative.");
    }
    return event(!state.payments().has(receive.payment()), new PaymentReceived(receive.payment()));
  }

  /** A total that is not greater than the known one is old news, or the same news again. */
  private static Outcome refundPayment(License state, LicenseCommand.RefundPayment refund) {
    if (refund.refundedMinor() < 0 || refund.payment().amountMinor() < 0) {
      return refused(LicenseRefusal.AMOUNT_INVALID, "A refund is never negative.");
    }
    return event(
        refund.refundedMinor() > state.payments().refunded(refund.refund(), refund.payment()),
        new PaymentRefunded(refund.refund(), refund.refundedMinor(), refund.payment()));
  }

  private static List<Event> losing(List<Holder> holders, SeatLoss reason) {
    List<Event> events = new ArrayList<>();
    holders.forEach(holder -> events.add(new SeatUnassigned(holder, reason)));
    return events;
  }

  private static Outcome event(boolean isNew, LicenseEvent event) {
    return isNew ? Outcome.accepted(event) : NOTHING_NEW;
  }

  private static Outcome seatsOutOfRange(SeatRule rule, int seats) {
    @Nullable Integer maximum = rule.maximum();
    String range =
        maximum == null ? "at least " + rule.minimum() : rule.minimum() + " to " + maximum;
    return refused(LicenseRefusal.SEATS_OUT_OF_RANGE, "Seats: " + seats + ", allowed: " + range);
  }

  private static Outcome refused(LicenseRefusal refusal, String detail) {
    return Outcome.refused(refusal, detail);
  }
}
