package dev.packledger.webhooks.stripe;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of Stripe's as an event or the API tells it, reduced to what we fold
 * (docs.stripe.com/api, version 2026-05-27.dahlia).
 */
sealed interface Snapshot {
  String id();

  /**
   * A subscription.
   *
   * @param status as Stripe spells it; one that we do not know changes nothing
   * @param cancelsAt when it is going to end; null where it goes on
   */
  record Subscription(
      String id,
      String customer,
      String status,
      Instant startsAt,
      Instant createdAt,
      @Nullable Instant cancelsAt,
      List<Item> items)
      implements Snapshot {
    static Subscription of(StripeObject subscription) {
      List<Item> items = subscription.object("items").array("data").stream().map(Item::of).toList();
      return new Subscription(
          subscription.id(),
          subscription.reference("customer"),
          subscription.text("status"),
          subscription.instant("start_date"),
          subscription.instant("created"),
          cancelsAt(subscription, items),
          items);
    }

    /** Older versions leave {@code cancel_at} empty where the period's end is meant. */
    private static @Nullable Instant cancelsAt(StripeObject subscription, List<Item> items) {
      Instant named = subscription.optionalInstant("cancel_at");
      if (named != null || !subscription.flag("cancel_at_period_end")) {
        return named;
      }
      return items.stream().map(Item::periodEnd).max(Instant::compareTo).orElse(null);
    }
  }

  /**
   * An item of a subscription: what a licence is derived from.
   *
   * @param quantity 1 where the price is metered and Stripe counts nothing
   */
  record Item(String id, String price, int quantity, Instant createdAt, Instant periodEnd) {
    static Item of(StripeObject item) {
      Long quantity = item.optionalInteger("quantity");
      return new Item(
          item.id(),
          item.object("price").id(),
          quantity == null ? 1 : Snapshot.count("quantity", quantity),
          item.instant("created"),
          item.instant("current_period_end"));
    }
  }

  /**
   * An invoice.
   *
   * @param subscription null where it is of no subscription
   */
  record Invoice(String id, @Nullable String subscription, String currency, List<Line> lines)
      implements Snapshot {
    static Invoice of(StripeObject invoice) {
      StripeObject parent = invoice.optionalObject("parent");
      StripeObject details = parent == null ? null : parent.optionalObject("subscription_details");
      return new Invoice(
          invoice.id(),
          details == null ? null : details.reference("subscription"),
          invoice.text("currency"),
          invoice.object("lines").array("data").stream().map(Line::of).toList());
    }
  }

  /**
   * A line of an invoice.
   *
   * @param item the subscription item that it is for; null where it is for none
   * @param amountMinor what it adds to the total: discounts taken off, taxes put on
   * @param taxMinor the tax within it
   */
  record Line(
      @Nullable String item,
      long amountMinor,
      long taxMinor,
      Instant periodStart,
      Instant periodEnd) {
    static Line of(StripeObject line) {
      StripeObject parent = line.optionalObject("parent");
      StripeObject details =
          parent == null ? null : parent.optionalObject("subscription_item_details");
      long discount =
          line.array("discount_amounts").stream().mapToLong(one -> one.amount("amount")).sum();
      long tax = line.array("taxes").stream().mapToLong(one -> one.integer("amount")).sum();
      long taxOnTop =
          line.array("taxes").stream()
              .filter(one -> "exclusive".equals(one.optionalText("tax_behavior")))
              .mapToLong(one -> one.integer("amount"))
              .sum();
      StripeObject period = line.object("period");
      return new Line(
          details == null ? null : details.reference("subscription_item"),
          line.integer("amount") - discount + taxOnTop,
          tax,
          period.instant("start"),
          period.instant("end"));
    }
  }

  /**
   * A payment of an invoice: the link between the two.
   *
   * @param paymentIntent null where it was paid by a charge alone, or outside of Stripe
   */
  record InvoicePayment(
      String id,
      String invoice,
      String status,
      @Nullable String paymentIntent,
      @Nullable String charge)
      implements Snapshot {
    static InvoicePayment of(StripeObject payment) {
      StripeObject by = payment.object("payment");
      return new InvoicePayment(
          payment.id(),
          payment.reference("invoice"),
          payment.text("status"),
          by.optionalReference("payment_intent"),
          by.optionalReference("charge"));
    }
  }

  /**
   * A checkout session.
   *
   * @param mode payment, subscription or setup
   * @param email the address that the person gave; null where none was asked for
   */
  record Checkout(
      String id,
      String mode,
      String paymentStatus,
      @Nullable String customer,
      @Nullable String email,
      @Nullable String subscription,
      @Nullable String invoice,
      @Nullable String paymentIntent)
      implements Snapshot {
    static Checkout of(StripeObject session) {
      StripeObject person = session.optionalObject("customer_details");
      return new Checkout(
          session.id(),
          session.text("mode"),
          session.text("payment_status"),
          session.optionalReference("customer"),
          person == null ? null : person.optionalText("email"),
          session.optionalReference("subscription"),
          session.optionalReference("invoice"),
          session.optionalReference("payment_intent"));
    }

    /** Whether nothing is left to pay. */
    boolean isPaid() {
      return paymentStatus.equals("paid") || paymentStatus.equals("no_payment_required");
    }
  }

  /** What was bought in a checkout session. */
  record CheckoutLine(
      String id, String price, int quantity, long amountMinor, long taxMinor, String currency) {
    static CheckoutLine of(StripeObject line) {
      Long quantity = line.optionalInteger("quantity");
      return new CheckoutLine(
          line.id(),
          line.object("price").id(),
          quantity == null ? 1 : Snapshot.count("quantity", quantity),
          line.amount("amount_total"),
          line.amount("amount_tax"),
          line.text("currency"));
    }
  }

  /** A charge; {@code refunded} is true once all of it went back. */
  record Charge(String id, long refundedMinor, boolean refunded, @Nullable String paymentIntent)
      implements Snapshot {
    static Charge of(StripeObject charge) {
      return new Charge(
          charge.id(),
          charge.amount("amount_refunded"),
          charge.flag("refunded"),
          charge.optionalReference("payment_intent"));
    }
  }

  /** A dispute over a charge. */
  record Dispute(String id, String status, String charge, @Nullable String paymentIntent)
      implements Snapshot {
    static Dispute of(StripeObject dispute) {
      return new Dispute(
          dispute.id(),
          dispute.text("status"),
          dispute.reference("charge"),
          dispute.optionalReference("payment_intent"));
    }

    /** The bank only asks; no money has moved, and mostly none will. */
    boolean isInquiry() {
      return status.startsWith("warning_");
    }

    /** The bank has the money and has not decided. */
    boolean isOpen() {
      return status.equals("needs_response") || status.equals("under_review");
    }

    boolean isLost() {
      return status.equals("lost");
    }
  }

  private static int count(String name, long count) {
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new StripeObject.Malformed(name, "a count");
    }
    return (int) count;
  }

  /**
   * The snapshot of an object.
   *
   * @throws StripeObject.Malformed where it is not of the kind
   */
  static Snapshot of(StripeEventType.Kind kind, StripeObject object) {
    if (!object.text("object").equals(kind.object())) {
      throw new StripeObject.Malformed("object", kind.object());
    }
    return switch (kind) {
      case SUBSCRIPTION -> Subscription.of(object);
      case INVOICE -> Invoice.of(object);
      case INVOICE_PAYMENT -> InvoicePayment.of(object);
      case CHECKOUT -> Checkout.of(object);
      case CHARGE -> Charge.of(object);
      case DISPUTE -> Dispute.of(object);
    };
  }
}
