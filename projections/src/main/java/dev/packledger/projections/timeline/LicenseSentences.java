package dev.packledger.projections.timeline;

import static dev.packledger.projections.timeline.PlainWords.counted;
import static dev.packledger.projections.timeline.PlainWords.minute;
import static dev.packledger.projections.timeline.PlainWords.money;
import static dev.packledger.projections.timeline.PlainWords.quoted;

import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SeatLoss;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.organizations.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One plain sentence for every event of a licence. */
final class LicenseSentences {
  private LicenseSentences() {}

  static String sentence(LicenseEvent event, String stream, Known before) {
    String license = "The licence of " + product(stream, before);
    return switch (event) {
      case LicenseEvent.LicenseGranted granted -> granted(granted, before);
      case LicenseEvent.LicenseClaimed claimed ->
          "%s was claimed by %s.".formatted(license, name(claimed.buyer(), before));
      case LicenseEvent.LicenseRenewed renewed ->
          "%s was renewed and is paid through %s."
              .formatted(license, minute(renewed.paidThrough()));
      case LicenseEvent.PaymentFailed failed ->
          "Invoice %s for %s could not be collected."
              .formatted(quoted(failed.invoice()), theLicense(stream, before));
      case LicenseEvent.LicensePastDue _ -> license + " is past due.";
      case LicenseEvent.LicenseSuspended suspended ->
          "%s is suspended, %s.".formatted(license, because(suspended.reason()));
      case LicenseEvent.SuspensionLifted lifted ->
          "%s is no longer suspended %s.".formatted(license, forReason(lifted.reason()));
      case LicenseEvent.SeatsChanged changed ->
          "%s has %s now%s."
              .formatted(
                  license,
                  counted(changed.seats(), "seat"),
                  was(before.fact(stream, TimelineFacts.SEATS)));
      case LicenseEvent.SeatAssigned assigned ->
          "A seat of %s was assigned to %s."
              .formatted(theLicense(stream, before), holder(assigned.holder().value(), before));
      case LicenseEvent.SeatUnassigned unassigned ->
          "The seat of %s in %s was unassigned, %s."
              .formatted(
                  holder(unassigned.holder().value(), before),
                  theLicense(stream, before),
                  because(unassigned.reason()));
      case LicenseEvent.PlanChanged changed ->
          "%s follows plan %s now%s."
              .formatted(
                  license,
                  quoted(before.name(changed.plan().value())),
                  was(planName(stream, before)));
      case LicenseEvent.CancellationScheduled scheduled ->
          "%s will be cancelled at %s.".formatted(license, minute(scheduled.at()));
      case LicenseEvent.CancellationWithdrawn _ -> license + " will not be cancelled after all.";
      case LicenseEvent.LicenseCancelled _ -> license + " was cancelled.";
      case LicenseEvent.LicenseExpired expired ->
          "%s expired at %s.".formatted(license, minute(expired.expiredAt()));
      case LicenseEvent.LicenseRevoked revoked ->
          "%s was revoked, %s.".formatted(license, because(revoked.reason()));
      case LicenseEvent.RevocationReversed reversed ->
          "%s is no longer revoked %s.".formatted(license, forReason(reversed.reason()));
      case LicenseEvent.LicenseTransferred transferred ->
          "%s was transferred from %s to %s."
              .formatted(license, buyer(stream, before), name(transferred.buyer(), before));
      case LicenseEvent.PaymentReceived received -> received(received.payment(), stream, before);
      case LicenseEvent.PaymentRefunded refunded ->
          "Of %s paid for %s, %s were refunded in all."
              .formatted(
                  money(refunded.payment()),
                  theLicense(stream, before),
                  money(refunded.refundedMinor(), refunded.payment().currency()));
    };
  }

  private static String granted(LicenseEvent.LicenseGranted granted, Known before) {
    OrganizationId buyer = granted.buyer();
    return "A licence of %s with plan %s and %s was granted %s%s."
        .formatted(
            quoted(before.name(granted.product().value())),
            quoted(before.name(granted.plan().value())),
            counted(granted.seats(), "seat"),
            buyer == null ? "to whoever claims it" : "to " + name(buyer, before),
            through(granted.paidThrough()));
  }

  private static String through(@Nullable Instant paidThrough) {
    return paidThrough == null ? "" : ", paid through " + minute(paidThrough);
  }

  private static String received(Payment payment, String stream, Known before) {
    String tax =
        payment.taxMinor() == 0
            ? ""
            : ", including %s of tax".formatted(money(payment.taxMinor(), payment.currency()));
    Instant start = payment.periodStart();
    Instant end = payment.periodEnd();
    String period =
        start == null || end == null ? "" : ", for %s to %s".formatted(minute(start), minute(end));
    return "%s were paid for %s%s%s."
        .formatted(money(payment), theLicense(stream, before), tax, period);
  }

  private static String was(@Nullable String earlier) {
    return earlier == null ? "" : " (before: " + quoted(earlier) + ")";
  }

  private static @Nullable String planName(String stream, Known before) {
    String plan = before.fact(stream, TimelineFacts.PLAN);
    return plan == null ? null : before.name(plan);
  }

  private static String product(String stream, Known before) {
    String product = before.fact(stream, TimelineFacts.PRODUCT);
    return product == null ? "an unknown product" : quoted(before.name(product));
  }

  private static String theLicense(String stream, Known before) {
    return "the licence of " + product(stream, before);
  }

  private static String buyer(String stream, Known before) {
    String buyer = before.fact(stream, TimelineFacts.BUYER);
    return buyer == null ? "nobody" : quoted(before.name(buyer));
  }

  private static String name(OrganizationId organization, Known before) {
    return quoted(before.name(organization.value()));
  }

  private static String holder(String holder, Known before) {
    return TimelineSentences.holder(holder, before);
  }

  private static String because(SuspensionReason reason) {
    return switch (reason) {
      case DISPUTE_OPENED -> "because the payment is disputed";
      case SELLER -> "by the seller";
      case PAYMENT_PAUSED -> "because its payments are paused";
    };
  }

  private static String forReason(SuspensionReason reason) {
    return switch (reason) {
      case DISPUTE_OPENED -> "for the disputed payment";
      case SELLER -> "by the seller";
      case PAYMENT_PAUSED -> "for paused payments";
    };
  }

  private static String because(SeatLoss reason) {
    return switch (reason) {
      case UNASSIGNED -> "as requested";
      case FEWER_SEATS -> "because the licence has fewer seats";
      case HOLDER_REMOVED -> "because its holder was removed";
      case TRANSFERRED -> "because the licence was transferred";
      case PLAN_CHANGED -> "because the new plan needs no seat for it";
    };
  }

  private static String because(RevocationReason reason) {
    return switch (reason) {
      case REFUND -> "because the payment was refunded";
      case CHARGEBACK -> "because the payment was charged back";
      case BREACH -> "because the terms were breached";
    };
  }

  private static String forReason(RevocationReason reason) {
    return switch (reason) {
      case REFUND -> "for the refund";
      case CHARGEBACK -> "for the chargeback";
      case BREACH -> "for the breach of terms";
    };
  }
}
