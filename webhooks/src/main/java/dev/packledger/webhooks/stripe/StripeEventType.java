package dev.packledger.webhooks.stripe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The event types that mean something to us (docs.stripe.com/api/events/types); any other is kept
 * and shown. The rank orders events of one second: what can only happen later ranks higher.
 */
enum StripeEventType {
  SUBSCRIPTION_CREATED("customer.subscription.created", Kind.SUBSCRIPTION, 0),
  SUBSCRIPTION_UPDATED("customer.subscription.updated", Kind.SUBSCRIPTION, 1),
  SUBSCRIPTION_PAUSED("customer.subscription.paused", Kind.SUBSCRIPTION, 1),
  SUBSCRIPTION_RESUMED("customer.subscription.resumed", Kind.SUBSCRIPTION, 1),
  SUBSCRIPTION_DELETED("customer.subscription.deleted", Kind.SUBSCRIPTION, 4),
  INVOICE_PAYMENT_FAILED("invoice.payment_failed", Kind.INVOICE, 2),
  INVOICE_PAID("invoice.paid", Kind.INVOICE, 3),
  INVOICE_PAYMENT_PAID("invoice_payment.paid", Kind.INVOICE_PAYMENT, 0),
  CHECKOUT_COMPLETED("checkout.session.completed", Kind.CHECKOUT, 0),
  CHECKOUT_PAYMENT_SUCCEEDED("checkout.session.async_payment_succeeded", Kind.CHECKOUT, 1),
  CHECKOUT_PAYMENT_FAILED("checkout.session.async_payment_failed", Kind.CHECKOUT, 1),
  CHARGE_REFUNDED("charge.refunded", Kind.CHARGE, 0),
  DISPUTE_CREATED("charge.dispute.created", Kind.DISPUTE, 0),
  DISPUTE_UPDATED("charge.dispute.updated", Kind.DISPUTE, 1),
  DISPUTE_FUNDS_WITHDRAWN("charge.dispute.funds_withdrawn", Kind.DISPUTE, 1),
  DISPUTE_FUNDS_REINSTATED("charge.dispute.funds_reinstated", Kind.DISPUTE, 1),
  DISPUTE_CLOSED("charge.dispute.closed", Kind.DISPUTE, 2);

  /** What kind of object the event carries, as the object names itself. */
  enum Kind {
    SUBSCRIPTION("subscription"),
    INVOICE("invoice"),
    INVOICE_PAYMENT("invoice_payment"),
    CHECKOUT("checkout.session"),
    CHARGE("charge"),
    DISPUTE("dispute");

    private final String object;

    Kind(String object) {
      this.object = object;
    }

    String object() {
      return object;
    }
  }

  private final String text;
  private final Kind kind;
  private final int rank;

  StripeEventType(String text, Kind kind, int rank) {
    this.text = text;
    this.kind = kind;
    this.rank = rank;
  }

  String text() {
    return text;
  }

  Kind kind() {
    return kind;
  }

  int rank() {
    return rank;
  }

  static Optional<StripeEventType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(StripeEventType::text).toList();
  }
}
