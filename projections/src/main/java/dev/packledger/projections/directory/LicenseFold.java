package dev.packledger.projections.directory;

import static dev.packledger.projections.directory.DirectoryFold.POSITION;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.projections.RowChange;
import dev.packledger.projections.TermsJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each event of a licence changes in the directory's rows. Pure. */
final class LicenseFold {
  private static final String SUSPENDED = "suspended";
  private static final String REVOKED = "revoked";

  private LicenseFold() {}

  static List<RowChange> changes(Recorded<Event> recorded, LicenseEvent event) {
    RowChange.Set license =
        RowChange.set("directory_licenses", Map.of("id", recorded.stream()))
            .with(POSITION, recorded.position());
    return switch (event) {
      case LicenseEvent.LicenseGranted granted -> List.of(granted(recorded, granted));
      case LicenseEvent.LicenseClaimed claimed ->
          List.of(
              license
                  .with("buyer", claimed.buyer())
                  .with("claimed_at", recorded.metadata().recordedAt()));
      case LicenseEvent.LicenseRenewed renewed ->
          List.of(
              license
                  .with("renewed_through", new RowChange.Latest(renewed.paidThrough()))
                  .with("past_due_at", null)
                  .with("expired_at", null));
      case LicenseEvent.PaymentFailed failed -> List.of(license);
      case LicenseEvent.LicensePastDue pastDue ->
          List.of(license.with("past_due_at", recorded.metadata().recordedAt()));
      case LicenseEvent.LicenseSuspended suspended ->
          List.of(hold(recorded, SUSPENDED, suspended.reason()), license);
      case LicenseEvent.SuspensionLifted lifted ->
          List.of(RowChange.remove(HOLDS, holdKey(recorded, SUSPENDED, lifted.reason())), license);
      case LicenseEvent.SeatsChanged changed -> List.of(license.with("seats", changed.seats()));
      case LicenseEvent.SeatAssigned assigned ->
          List.of(
              RowChange.put(SEATS, seat(recorded, assigned.holder()))
                  .with("assigned_at", recorded.metadata().recordedAt())
                  .with(POSITION, recorded.position()),
              license);
      case LicenseEvent.SeatUnassigned unassigned ->
          List.of(RowChange.remove(SEATS, seat(recorded, unassigned.holder())), license);
      case LicenseEvent.PlanChanged changed ->
          List.of(
              license.with("plan", changed.plan()).with("terms", TermsJson.write(changed.terms())));
      case LicenseEvent.CancellationScheduled scheduled ->
          List.of(license.with("cancels_at", scheduled.at()).with("expired_at", null));
      case LicenseEvent.CancellationWithdrawn withdrawn ->
          List.of(license.with("cancels_at", null).with("expired_at", null));
      case LicenseEvent.LicenseCancelled cancelled ->
          List.of(cancelled(license, recorded.metadata().recordedAt()));
      case LicenseEvent.LicenseExpired expired ->
          List.of(license.with("expired_at", expired.expiredAt()));
      case LicenseEvent.LicenseRevoked revoked ->
          List.of(hold(recorded, REVOKED, revoked.reason()), license);
      case LicenseEvent.RevocationReversed reversed ->
          List.of(RowChange.remove(HOLDS, holdKey(recorded, REVOKED, reversed.reason())), license);
      case LicenseEvent.LicenseTransferred transferred ->
          List.of(license.with("buyer", transferred.buyer()));
      case LicenseEvent.PaymentReceived received ->
          List.of(payment(recorded, received.payment(), null, 0), license);
      case LicenseEvent.PaymentRefunded refunded ->
          List.of(
              payment(recorded, refunded.payment(), refunded.refund(), refunded.refundedMinor()),
              license);
    };
  }

  private static final String HOLDS = "directory_license_holds";
  private static final String SEATS = "directory_seats";

  private static RowChange granted(Recorded<Event> recorded, LicenseEvent.LicenseGranted granted) {
    Sealed customer = granted.customer();
    return RowChange.put("directory_licenses", Map.of("id", recorded.stream()))
        .with("product", granted.product())
        .with("plan", granted.plan())
        .with("seller", granted.seller())
        .with("terms", TermsJson.write(granted.terms()))
        .with("seats", granted.seats())
        .with("provider", granted.source().provider())
        .with("account", granted.source().account())
        .with("live", granted.source().live())
        .with("subscription", granted.source().subscription())
        .with("item", granted.source().item())
        .with("provider_customer", granted.source().customer())
        .with("buyer", granted.buyer())
        .with("customer_person", customer == null ? null : customer.person())
        .with("customer_key", customer == null ? null : customer.key())
        .with("customer_nonce", customer == null ? null : customer.nonce())
        .with("customer_ciphertext", customer == null ? null : customer.ciphertext())
        .with("granted_at", recorded.metadata().recordedAt())
        .with("starts_at", granted.startsAt())
        .with("granted_through", granted.paidThrough())
        .with("claimed_at", granted.buyer() == null ? null : recorded.metadata().recordedAt())
        .with(POSITION, recorded.position());
  }

  /** What was only announced or late is over with the cancellation itself. */
  private static RowChange cancelled(RowChange.Set license, Instant recordedAt) {
    return license
        .with("cancelled_at", recordedAt)
        .with("cancels_at", null)
        .with("past_due_at", null)
        .with("expired_at", null);
  }

  private static RowChange hold(Recorded<Event> recorded, String kind, Enum<?> reason) {
    return RowChange.put(HOLDS, holdKey(recorded, kind, reason))
        .with("since", recorded.metadata().recordedAt())
        .with(POSITION, recorded.position());
  }

  private static Map<String, Object> holdKey(
      Recorded<Event> recorded, String kind, Enum<?> reason) {
    return Map.of("license", recorded.stream(), "kind", kind, "reason", reason);
  }

  private static Map<String, String> seat(Recorded<Event> recorded, Holder holder) {
    return Map.of("license", recorded.stream(), "holder", holder.value());
  }

  private static RowChange payment(
      Recorded<Event> recorded, Payment payment, @Nullable String refund, long refundedMinor) {
    return RowChange.put(
            "directory_payments",
            Map.of("license", recorded.stream(), POSITION, recorded.position()))
        .with("recorded_at", recorded.metadata().recordedAt())
        .with("amount_minor", payment.amountMinor())
        .with("tax_minor", payment.taxMinor())
        .with("currency", payment.currency())
        .with("period_start", payment.periodStart())
        .with("period_end", payment.periodEnd())
        .with("invoice", payment.invoice())
        .with("payment_intent", payment.paymentIntent())
        .with("charge", payment.charge())
        .with("refund", refund)
        .with("refunded_minor", refundedMinor);
  }
}
