package dev.packledger.projections.sales;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.RowChange;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each event changes in the sales. Pure in the event and in what was sold before.
 *
 * <p>The provider tells the total refunded of a payment so far; a movement is what that total grew
 * by. Of its tax goes back what is in proportion, rounded to the nearest minor unit, because the
 * provider does not say; refunds of one payment add up to its whole tax when its whole amount went
 * back.
 */
final class SalesFold {
  private static final String LICENSES = "sales_licenses";

  private SalesFold() {}

  /** What was sold before, by the events before. */
  interface Sold {
    /** A licence that was granted. */
    License license(String license);

    /** How much of a payment was refunded so far, in minor units. */
    long refundedMinor(String license, String payment);
  }

  /** What is sold under a licence. */
  record License(
      String seller, String product, String plan, @Nullable String buyer, boolean live) {}

  static List<RowChange> changes(Recorded<Event> recorded, Sold sold) {
    if (!(recorded.event() instanceof LicenseEvent event)) {
      return List.of();
    }
    String license = recorded.stream();
    RowChange.Set change = RowChange.set(LICENSES, Map.of("license", license));
    return switch (event) {
      case LicenseEvent.LicenseGranted granted -> List.of(granted(license, granted));
      case LicenseEvent.LicenseClaimed claimed -> List.of(change.with("buyer", claimed.buyer()));
      case LicenseEvent.LicenseTransferred transferred ->
          List.of(change.with("buyer", transferred.buyer()));
      case LicenseEvent.PlanChanged changed -> List.of(change.with("plan", changed.plan()));
      case LicenseEvent.PaymentReceived received ->
          List.of(
              movement(recorded, sold.license(license), received.payment())
                  .with("amount_minor", received.payment().amountMinor())
                  .with("tax_minor", received.payment().taxMinor())
                  .with("refund", null));
      case LicenseEvent.PaymentRefunded refunded -> refunded(recorded, refunded, sold);
      case LicenseEvent.LicenseRenewed _ -> List.of();
      case LicenseEvent.PaymentFailed _ -> List.of();
      case LicenseEvent.LicensePastDue _ -> List.of();
      case LicenseEvent.LicenseSuspended _ -> List.of();
      case LicenseEvent.SuspensionLifted _ -> List.of();
      case LicenseEvent.SeatsChanged _ -> List.of();
      case LicenseEvent.SeatAssigned _ -> List.of();
      case LicenseEvent.SeatUnassigned _ -> List.of();
      case LicenseEvent.CancellationScheduled _ -> List.of();
      case LicenseEvent.CancellationWithdrawn _ -> List.of();
      case LicenseEvent.LicenseCancelled _ -> List.of();
      case LicenseEvent.LicenseExpired _ -> List.of();
      case LicenseEvent.LicenseRevoked _ -> List.of();
      case LicenseEvent.RevocationReversed _ -> List.of();
    };
  }

  private static RowChange granted(String license, LicenseEvent.LicenseGranted granted) {
    OrganizationId buyer = granted.buyer();
    return RowChange.put(LICENSES, Map.of("license", license))
        .with("seller", granted.seller())
        .with("product", granted.product())
        .with("plan", granted.plan())
        .with("buyer", buyer)
        .with("live", granted.source().live());
  }

  private static List<RowChange> refunded(
      Recorded<Event> recorded, LicenseEvent.PaymentRefunded refunded, Sold sold) {
    Payment payment = refunded.payment();
    String license = recorded.stream();
    String key = key(refunded);
    long before = sold.refundedMinor(license, key);
    long after = Math.max(before, refunded.refundedMinor());
    return List.of(
        movement(recorded, sold.license(license), payment)
            .with("amount_minor", before - after)
            .with("tax_minor", taxOf(payment, before) - taxOf(payment, after))
            .with("refund", refunded.refund()),
        RowChange.put("sales_refunded", Map.of("license", license, "payment", key))
            .with("refunded_minor", after));
  }

  /** The same choice of the provider's ids as in the licence's own state. */
  private static String key(LicenseEvent.PaymentRefunded refunded) {
    @Nullable String charge = refunded.payment().charge();
    @Nullable String intent = refunded.payment().paymentIntent();
    if (charge != null) {
      return charge;
    }
    return intent != null ? intent : refunded.refund();
  }

  private static long taxOf(Payment payment, long refundedMinor) {
    if (payment.amountMinor() <= 0) {
      return 0;
    }
    BigInteger amount = BigInteger.valueOf(payment.amountMinor());
    BigInteger refunded = BigInteger.valueOf(refundedMinor).min(amount);
    BigInteger halves = BigInteger.valueOf(payment.taxMinor()).multiply(refunded).shiftLeft(1);
    return halves.add(amount).divide(amount.shiftLeft(1)).longValueExact();
  }

  private static RowChange.Put movement(
      Recorded<Event> recorded, License license, Payment payment) {
    return RowChange.put("sales_movements", Map.of("position", recorded.position()))
        .with("recorded_at", recorded.metadata().recordedAt())
        .with("license", recorded.stream())
        .with("seller", license.seller())
        .with("product", license.product())
        .with("plan", license.plan())
        .with("buyer", license.buyer())
        .with("live", license.live())
        .with("currency", payment.currency())
        .with("period_start", payment.periodStart())
        .with("period_end", payment.periodEnd())
        .with("invoice", payment.invoice())
        .with("payment_intent", payment.paymentIntent())
        .with("charge", payment.charge());
  }
}
