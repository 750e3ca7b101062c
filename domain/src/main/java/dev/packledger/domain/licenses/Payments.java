package dev.packledger.domain.licenses;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was paid for a licence and what went back.
 *
 * @param received one entry a payment, in the order of arrival
 * @param refundedMinor the total that went back, by the payment it belongs to, in minor units
 * @param failedInvoices invoices whose collection failed
 */
public record Payments(
    List<Payment> received, Map<String, Long> refundedMinor, List<String> failedInvoices) {
  static final Payments NONE = new Payments(List.of(), Map.of(), List.of());

  public Payments {
    received = List.copyOf(received);
    refundedMinor = Collections.unmodifiableMap(new TreeMap<>(refundedMinor));
    failedInvoices = List.copyOf(failedInvoices);
  }

  boolean has(Payment payment) {
    return received.stream().anyMatch(other -> same(payment, other));
  }

  /** The total refunded so far of the payment that a refund belongs to. */
  long refunded(String refund, Payment payment) {
    return refundedMinor.getOrDefault(refundKey(refund, payment), 0L);
  }

  Payments receiving(Payment payment) {
    return new Payments(added(received, payment), refundedMinor, failedInvoices);
  }

  Payments refunding(String refund, long totalMinor, Payment payment) {
    Map<String, Long> totals = new TreeMap<>(refundedMinor);
    totals.merge(refundKey(refund, payment), totalMinor, Math::max);
    return new Payments(received, totals, failedInvoices);
  }

  Payments failing(String invoice) {
    return new Payments(received, refundedMinor, added(failedInvoices, invoice));
  }

  /**
   * The first kind of provider id that both name decides: charge, payment intent, invoice. One
   * payment is told by several provider events, and not all of them name every id.
   */
  private static boolean same(Payment left, Payment right) {
    if (left.charge() != null && right.charge() != null) {
      return left.charge().equals(right.charge());
    }
    if (left.paymentIntent() != null && right.paymentIntent() != null) {
      return left.paymentIntent().equals(right.paymentIntent());
    }
    if (left.invoice() != null && right.invoice() != null) {
      return left.invoice().equals(right.invoice());
    }
    return left.equals(right);
  }

  private static String refundKey(String refund, Payment payment) {
    @Nullable String charge = payment.charge();
    @Nullable String intent = payment.paymentIntent();
    if (charge != null) {
      return charge;
    }
    return intent != null ? intent : refund;
  }

  private static <T> List<T> added(List<T> list, T item) {
    List<T> more = new ArrayList<>(list);
    more.add(item);
    return more;
  }
}
