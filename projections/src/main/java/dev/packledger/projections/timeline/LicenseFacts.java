package dev.packledger.projections.timeline;

import static dev.packledger.projections.timeline.TimelineFacts.BUYER;
import static dev.packledger.projections.timeline.TimelineFacts.PLAN;
import static dev.packledger.projections.timeline.TimelineFacts.PRODUCT;
import static dev.packledger.projections.timeline.TimelineFacts.SEATS;
import static dev.packledger.projections.timeline.TimelineFacts.SELLER;
import static dev.packledger.projections.timeline.TimelineFacts.of;
import static dev.packledger.projections.timeline.TimelineFacts.text;

import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.StoredValue;
import dev.packledger.projections.timeline.Known.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which facts each event of a licence changes. */
final class LicenseFacts {
  private static final String PAID_THROUGH = "paidThrough";
  private static final String PAST_DUE = "pastDueSince";
  private static final String CANCELS_AT = "cancelsAt";
  private static final String EXPIRED_AT = "expiredAt";

  private LicenseFacts() {}

  static List<Change> changes(LicenseEvent event, String stream, Instant recordedAt) {
    String now = text(recordedAt);
    return switch (event) {
      case LicenseEvent.LicenseGranted granted -> granted(granted, stream);
      case LicenseEvent.LicenseClaimed claimed -> of(stream, BUYER, claimed.buyer().value());
      case LicenseEvent.LicenseRenewed renewed ->
          of(stream, PAID_THROUGH, text(renewed.paidThrough()), PAST_DUE, null, EXPIRED_AT, null);
      case LicenseEvent.PaymentFailed failed -> of(stream, "uncollectedInvoice", failed.invoice());
      case LicenseEvent.LicensePastDue _ -> of(stream, PAST_DUE, now);
      case LicenseEvent.LicenseSuspended suspended ->
          of(stream, reason("suspended", suspended.reason()), now);
      case LicenseEvent.SuspensionLifted lifted ->
          of(stream, reason("suspended", lifted.reason()), null);
      case LicenseEvent.SeatsChanged changed -> of(stream, SEATS, String.valueOf(changed.seats()));
      case LicenseEvent.SeatAssigned assigned -> of(stream, seat(assigned.holder()), now);
      case LicenseEvent.SeatUnassigned unassigned -> of(stream, seat(unassigned.holder()), null);
      case LicenseEvent.PlanChanged changed -> of(stream, PLAN, changed.plan().value());
      case LicenseEvent.CancellationScheduled scheduled ->
          of(stream, CANCELS_AT, text(scheduled.at()), EXPIRED_AT, null);
      case LicenseEvent.CancellationWithdrawn _ -> of(stream, CANCELS_AT, null, EXPIRED_AT, null);
      case LicenseEvent.LicenseCancelled _ ->
          of(stream, "cancelledAt", now, CANCELS_AT, null, PAST_DUE, null, EXPIRED_AT, null);
      case LicenseEvent.LicenseExpired expired -> of(stream, EXPIRED_AT, text(expired.expiredAt()));
      case LicenseEvent.LicenseRevoked revoked ->
          of(stream, reason("revoked", revoked.reason()), now);
      case LicenseEvent.RevocationReversed reversed ->
          of(stream, reason("revoked", reversed.reason()), null);
      case LicenseEvent.LicenseTransferred transferred ->
          of(stream, BUYER, transferred.buyer().value());
      case LicenseEvent.PaymentReceived received ->
          of(stream, "paid:" + reference(received.payment()), PlainWords.money(received.payment()));
      case LicenseEvent.PaymentRefunded refunded ->
          of(
              stream,
              "refunded:" + reference(refunded.payment()),
              PlainWords.money(refunded.refundedMinor(), refunded.payment().currency()));
    };
  }

  private static List<Change> granted(LicenseEvent.LicenseGranted granted, String stream) {
    OrganizationId buyer = granted.buyer();
    return of(
        stream,
        PRODUCT,
        granted.product().value(),
        PLAN,
        granted.plan().value(),
        SELLER,
        granted.seller().value(),
        BUYER,
        buyer == null ? null : buyer.value(),
        SEATS,
        String.valueOf(granted.seats()),
        "startsAt",
        text(granted.startsAt()),
        PAID_THROUGH,
        text(granted.paidThrough()));
  }

  private static String reason(String what, Enum<?> reason) {
    return what + ":" + StoredValue.text(reason);
  }

  private static String seat(Holder holder) {
    return "seat:" + holder.value();
  }

  /** The provider's id that names the payment best. */
  private static String reference(Payment payment) {
    @Nullable String charge = payment.charge();
    @Nullable String intent = payment.paymentIntent();
    @Nullable String invoice = payment.invoice();
    if (charge != null) {
      return charge;
    }
    if (intent != null) {
      return intent;
    }
    return invoice == null ? "unnamed" : invoice;
  }
}
