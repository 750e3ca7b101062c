package dev.packledger.domain.licenses;

import static dev.packledger.domain.licenses.LicenseStory.given;
import static dev.packledger.domain.licenses.Samples.BUYER;
import static dev.packledger.domain.licenses.Samples.LICENSE;
import static dev.packledger.domain.licenses.Samples.PAID_THROUGH;
import static dev.packledger.domain.licenses.Samples.granted;
import static dev.packledger.domain.licenses.Samples.payment;
import static dev.packledger.domain.licenses.Samples.terms;

import dev.packledger.domain.licenses.LicenseEvent.*;
import dev.packledger.domain.terms.SeatRule;
import dev.packledger.domain.terms.Updates;
import java.time.Instant;
import java.time.Period;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a licence is paid for, rests and ends. */
class LicenseStandingTest {
  @Nested
  class Paying {
    private final Instant next = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void renewingNeverMovesPaidThroughBack() {
      given(granted()).when(renew(next)).then(new LicenseRenewed(next));
      given(granted()).when(renew(PAID_THROUGH)).then();
      given(granted(), new LicenseRenewed(next)).when(renew(PAID_THROUGH.plusSeconds(1))).then();
      given(granted(terms(), BUYER, null)).when(renew(next)).then();
    }

    @Test
    void renewingWithoutAnEndMovesTheEndOfUpdates() {
      LicenseGranted perpetual =
          granted(
              terms(
                  new SeatRule(1, 5, SeatRule.Counted.BOTH),
                  new Updates.ForPeriod(Period.ofYears(1))),
              BUYER,
              null);
      Instant firstEnd = Instant.parse("2027-01-01T00:00:00Z");
      Instant secondEnd = Instant.parse("2028-01-01T00:00:00Z");
      given(perpetual).when(renew(firstEnd)).then();
      given(perpetual).when(renew(secondEnd)).then(new LicenseRenewed(secondEnd));
      given(perpetual, new LicenseRenewed(secondEnd)).when(renew(secondEnd)).then();
    }

    @Test
    void aDeletedSubscriptionStillLearnsWhatWasPaid() {
      given(granted(), new LicenseCancelled()).when(renew(next)).then(new LicenseRenewed(next));
      given(granted(), new LicenseCancelled())
          .when(new LicenseCommand.ReceivePayment(LICENSE, payment("in_1", null, null)))
          .then(new PaymentReceived(payment("in_1", null, null)));
    }

    @Test
    void oneInvoiceFailsOnce() {
      LicenseCommand.FailPayment fail = new LicenseCommand.FailPayment(LICENSE, "in_2");
      given(granted()).when(fail).then(new PaymentFailed("in_2"));
      given(granted(), new PaymentFailed("in_2")).when(fail).then();
      given(granted(), new PaymentFailed("in_1")).when(fail).then(new PaymentFailed("in_2"));
    }

    @Test
    void pastDueLastsUntilARenewal() {
      LicenseCommand.MarkPastDue mark = new LicenseCommand.MarkPastDue(LICENSE);
      given(granted()).when(mark).then(new LicensePastDue());
      given(granted(), new LicensePastDue()).when(mark).then();
      given(granted(), new LicensePastDue(), new LicenseRenewed(next))
          .when(mark)
          .then(new LicensePastDue());
      given(granted(), new LicenseCancelled()).when(mark).thenRefused("license.cancelled");
    }

    @Test
    void onePaymentIsReceivedOnceHoweverItIsTold() {
      Payment byInvoice = payment("in_1", null, null);
      Payment byIntent = payment("in_1", "pi_1", null);
      Payment byCharge = payment(null, "pi_1", "ch_1");
      given(granted()).when(receive(byInvoice)).then(new PaymentReceived(byInvoice));
      given(granted(), new PaymentReceived(byInvoice)).when(receive(byIntent)).then();
      given(granted(), new PaymentReceived(byIntent)).when(receive(byCharge)).then();
      Payment secondOfTheInvoice = payment("in_1", "pi_2", null);
      given(granted(), new PaymentReceived(byIntent))
          .when(receive(secondOfTheInvoice))
          .then(new PaymentReceived(secondOfTheInvoice));
    }

    @Test
    void amountsAreNeverNegative() {
      Payment negative = new Payment(-1, 0, "eur", null, null, "in_1", null, null);
      given(granted()).when(receive(negative)).thenRefused("payment.amount_invalid");
      given(granted()).when(refund("re_1", -1)).thenRefused("payment.amount_invalid");
    }

    @Test
    void aRefundIsRecordedAndByItselfRevokesNothing() {
      given(granted()).when(refund("re_1", 500)).then(refunded("re_1", 500));
      given(granted(), refunded("re_1", 500)).when(refund("re_1", 500)).then();
      given(granted(), refunded("re_1", 500))
          .when(refund("re_2", 2900))
          .then(refunded("re_2", 2900));
    }

    @Test
    void theTotalRefundedIsTheSameInEveryOrderOfArrival() {
      given(granted(), refunded("re_2", 2900)).when(refund("re_1", 500)).then();
    }

    private LicenseCommand renew(Instant through) {
      return new LicenseCommand.Renew(LICENSE, through);
    }

    private LicenseCommand receive(Payment payment) {
      return new LicenseCommand.ReceivePayment(LICENSE, payment);
    }

    private LicenseCommand refund(String refund, long totalMinor) {
      return new LicenseCommand.RefundPayment(
          LICENSE, refund, totalMinor, payment(null, "pi_1", "ch_1"));
    }

    private PaymentRefunded refunded(String refund, long totalMinor) {
      return new PaymentRefunded(refund, totalMinor, payment(null, "pi_1", "ch_1"));
    }
  }

  @Nested
  class Resting {
    @Test
    void reasonsOfSuspensionAreCounted() {
      LicenseSuspended dispute = new LicenseSuspended(SuspensionReason.DISPUTE_OPENED);
      given(granted()).when(suspend(SuspensionReason.DISPUTE_OPENED)).then(dispute);
      given(granted(), dispute).when(suspend(SuspensionReason.DISPUTE_OPENED)).then();
      given(granted(), dispute)
          .when(suspend(SuspensionReason.SELLER))
          .then(new LicenseSuspended(SuspensionReason.SELLER));
      given(granted(), dispute)
          .when(lift(SuspensionReason.DISPUTE_OPENED))
          .then(new SuspensionLifted(SuspensionReason.DISPUTE_OPENED));
      given(granted(), dispute).when(lift(SuspensionReason.SELLER)).then();
    }

    @Test
    void reasonsOfRevocationAreCounted() {
      LicenseRevoked refund = new LicenseRevoked(RevocationReason.REFUND);
      given(granted()).when(revoke(RevocationReason.REFUND)).then(refund);
      given(granted(), refund).when(revoke(RevocationReason.REFUND)).then();
      given(granted(), refund)
          .when(revoke(RevocationReason.CHARGEBACK))
          .then(new LicenseRevoked(RevocationReason.CHARGEBACK));
      given(granted(), refund)
          .when(reverse(RevocationReason.REFUND))
          .then(new RevocationReversed(RevocationReason.REFUND));
      given(granted(), refund).when(reverse(RevocationReason.CHARGEBACK)).then();
    }

    private LicenseCommand suspend(SuspensionReason reason) {
      return new LicenseCommand.Suspend(LICENSE, reason);
    }

    private LicenseCommand lift(SuspensionReason reason) {
      return new LicenseCommand.LiftSuspension(LICENSE, reason);
    }

    private LicenseCommand revoke(RevocationReason reason) {
      return new LicenseCommand.Revoke(LICENSE, reason);
    }

    private LicenseCommand reverse(RevocationReason reason) {
      return new LicenseCommand.ReverseRevocation(LICENSE, reason);
    }
  }

  @Nested
  class Ending {
    private final Instant graceEnd = Instant.parse("2026-02-08T00:00:00Z");
    private final LicenseCommand expire = new LicenseCommand.Expire(LICENSE);

    @Test
    void aCancellationIsScheduledAndWithdrawn() {
      LicenseCommand schedule = new LicenseCommand.ScheduleCancellation(LICENSE, PAID_THROUGH);
      LicenseCommand withdraw = new LicenseCommand.WithdrawCancellation(LICENSE);
      CancellationScheduled scheduled = new CancellationScheduled(PAID_THROUGH);
      given(granted()).when(schedule).then(scheduled);
      given(granted(), scheduled).when(schedule).then();
      given(granted(), scheduled).when(withdraw).then(new CancellationWithdrawn());
      given(granted()).when(withdraw).then();
      given(granted(), scheduled, new LicenseExpired(PAID_THROUGH))
          .when(withdraw)
          .then(new CancellationWithdrawn());
    }

    @Test
    void aDeletedSubscriptionStaysDeleted() {
      LicenseCommand cancel = new LicenseCommand.Cancel(LICENSE);
      given(granted()).when(cancel).then(new LicenseCancelled());
      given(granted(), new LicenseCancelled()).when(cancel).then();
      given(granted(), new LicenseCancelled())
          .when(new LicenseCommand.ScheduleCancellation(LICENSE, PAID_THROUGH))
          .thenRefused("license.cancelled");
      given(granted(), new LicenseCancelled())
          .when(new LicenseCommand.WithdrawCancellation(LICENSE))
          .thenRefused("license.cancelled");
      given(granted(), new LicenseCancelled()).when(expire, graceEnd).then();
    }

    @Test
    void expiryIsRecordedFromItsInstantOn() {
      given(granted()).when(expire, graceEnd.minusNanos(1000)).thenRefused("license.not_due");
      given(granted()).when(expire, graceEnd).then(new LicenseExpired(graceEnd));
      given(granted(), new LicenseExpired(graceEnd)).when(expire, graceEnd).then();
      given(granted(terms(), BUYER, null)).when(expire, graceEnd).thenRefused("license.not_due");
    }

    @Test
    void theEarlierOfScheduledCancellationAndGraceEndIsTheDeadline() {
      CancellationScheduled soon = new CancellationScheduled(PAID_THROUGH);
      given(granted(), soon).when(expire, PAID_THROUGH).then(new LicenseExpired(PAID_THROUGH));
      CancellationScheduled late = new CancellationScheduled(graceEnd.plusSeconds(1));
      given(granted(), late).when(expire, graceEnd).then(new LicenseExpired(graceEnd));
      given(granted(terms(), BUYER, null), soon)
          .when(expire, PAID_THROUGH)
          .then(new LicenseExpired(PAID_THROUGH));
    }

    @Test
    void aLatePaymentRevivesAndTheNextDeadlineIsRecordedAgain() {
      Instant next = Instant.parse("2026-03-01T00:00:00Z");
      Instant nextGraceEnd = Instant.parse("2026-03-08T00:00:00Z");
      given(granted(), new LicenseExpired(graceEnd), new LicenseRenewed(next))
          .when(expire, graceEnd)
          .thenRefused("license.not_due");
      given(granted(), new LicenseExpired(graceEnd), new LicenseRenewed(next))
          .when(expire, nextGraceEnd)
          .then(new LicenseExpired(nextGraceEnd));
    }
  }
}
