package dev.packledger.webhooks.stripe;

import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.licenses.Standing;
import dev.packledger.webhooks.stripe.ItemTarget.Part;
import dev.packledger.webhooks.stripe.Plans.SoldPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is missing between a granted licence and what its subscription item says it should be. Pure
 * but for the look-up of payments.
 */
final class LicenseDifference {
  private final LicenseId id;
  private final ItemTarget target;
  private final License license;
  private final List<Step> steps = new ArrayList<>();

  private LicenseDifference(LicenseId id, ItemTarget target, License license) {
    this.id = id;
    this.target = target;
    this.license = license;
  }

  /**
   * One command and why.
   *
   * @param event the provider's event id that asks for it
   */
  record Step(LicenseCommand command, String event) {}

  /**
   * The commands that make a licence what it should be, in the order to send them; none where it is
   * that already.
   *
   * @param plan the plan to change to; empty where the plan stays
   * @param payments completes a part of an invoice; asked only for what the licence does not know;
   *     empty where that cannot be done now, which holds up nothing else
   */
  static List<Step> steps(
      LicenseId id,
      ItemTarget target,
      License license,
      Optional<SoldPlan> plan,
      Function<Part, Optional<Payment>> payments) {
    LicenseDifference difference = new LicenseDifference(id, target, license);
    difference.plan(plan);
    difference.seats();
    difference.payments(payments);
    difference.paidThrough();
    difference.pastDue();
    difference.pause();
    difference.cancellation();
    return difference.steps;
  }

  private void plan(Optional<SoldPlan> plan) {
    if (target.repriced() != null
        && plan.isPresent()
        && !plan.get().plan().equals(license.plan())) {
      steps.add(
          new Step(
              new LicenseCommand.ChangePlan(id, plan.get().plan(), plan.get().terms()),
              target.repriced().event()));
    }
  }

  private void seats() {
    if (target.sold() == null) {
      return;
    }
    int seats = target.sold().value().item().quantity();
    if (seats != license.seats().quantity()) {
      steps.add(new Step(new LicenseCommand.ChangeSeats(id, seats), target.sold().event()));
    }
  }

  /** A failure stays a fact after the invoice was paid at last. */
  private void payments(Function<Part, Optional<Payment>> payments) {
    for (Told<String> failed : target.failed()) {
      if (!license.payments().failedInvoices().contains(failed.value())) {
        steps.add(new Step(new LicenseCommand.FailPayment(id, failed.value()), failed.event()));
      }
    }
    for (Told<Part> paid : target.paid()) {
      if (paid.value().amountMinor() > 0 && !isReceived(paid.value())) {
        payments
            .apply(paid.value())
            .map(payment -> new LicenseCommand.ReceivePayment(id, payment))
            .ifPresent(command -> steps.add(new Step(command, paid.event())));
      }
    }
  }

  private boolean isReceived(Part part) {
    return license.payments().received().stream()
        .anyMatch(payment -> part.invoice().equals(payment.invoice()));
  }

  private void paidThrough() {
    if (target.paidThrough() == null) {
      return;
    }
    Instant through = target.paidThrough().value();
    Instant known = license.standing().paidThrough();
    if (known != null && through.isAfter(known)) {
      steps.add(new Step(new LicenseCommand.Renew(id, through), target.paidThrough().event()));
    }
  }

  private void pastDue() {
    Standing standing = license.standing();
    if (target.pastDue() != null
        && target.pastDue().value()
        && target.cancelled() == null
        && !standing.pastDue()
        && !standing.cancelled()) {
      steps.add(new Step(new LicenseCommand.MarkPastDue(id), target.pastDue().event()));
    }
  }

  private void pause() {
    boolean resting = license.standing().suspensions().contains(SuspensionReason.PAYMENT_PAUSED);
    if (target.standing() == null || target.paused() == resting) {
      return;
    }
    steps.add(
        new Step(
            target.paused()
                ? new LicenseCommand.Suspend(id, SuspensionReason.PAYMENT_PAUSED)
                : new LicenseCommand.LiftSuspension(id, SuspensionReason.PAYMENT_PAUSED),
            target.standing()));
  }

  private void cancellation() {
    Standing standing = license.standing();
    if (standing.cancelled()) {
      return;
    }
    if (target.cancelled() != null) {
      steps.add(new Step(new LicenseCommand.Cancel(id), target.cancelled()));
    } else if (target.standing() != null && target.cancelsAt() != null) {
      if (!target.cancelsAt().equals(standing.cancelsAt())) {
        steps.add(
            new Step(
                new LicenseCommand.ScheduleCancellation(id, target.cancelsAt()),
                target.standing()));
      }
    } else if (target.standing() != null && standing.cancelsAt() != null) {
      steps.add(new Step(new LicenseCommand.WithdrawCancellation(id), target.standing()));
    }
  }
}
