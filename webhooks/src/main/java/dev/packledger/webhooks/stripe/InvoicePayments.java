package dev.packledger.webhooks.stripe;

import dev.packledger.domain.licenses.Payment;
import dev.packledger.webhooks.stripe.ItemTarget.Part;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds which payment paid which invoice. Neither a charge nor an invoice names the other; {@code
 * invoice_payment.paid} and the API's invoice payments do
 * (docs.stripe.com/api/invoice-payment/object).
 */
final class InvoicePayments {
  private static final Comparator<Snapshot.InvoicePayment> BY_ID =
      Comparator.comparing(Snapshot.InvoicePayment::id);

  private final StripeApi api;

  InvoicePayments(StripeApi api) {
    this.api = api;
  }

  /** A part of a paid invoice as a payment, with the payment intent that paid it. */
  Payment payment(Attempt attempt, Part part) {
    Optional<Snapshot.InvoicePayment> link =
        kept(attempt, part.invoice(), payment -> payment.invoice().equals(part.invoice()))
            .or(() -> asked(attempt, Map.of("invoice", part.invoice(), "status", "paid")));
    return payment(
        part,
        link.map(Snapshot.InvoicePayment::paymentIntent).orElse(null),
        link.map(Snapshot.InvoicePayment::charge).orElse(null));
  }

  static Payment payment(Part part, @Nullable String paymentIntent, @Nullable String charge) {
    return new Payment(
        Math.max(0, part.amountMinor()),
        part.taxMinor(),
        part.currency(),
        part.periodStart(),
        part.periodEnd(),
        part.invoice(),
        paymentIntent,
        charge);
  }

  /** The invoice that a payment intent paid; empty where it paid none. */
  Optional<String> invoiceOf(Attempt attempt, String paymentIntent) {
    return kept(attempt, paymentIntent, payment -> paymentIntent.equals(payment.paymentIntent()))
        .or(
            () ->
                asked(
                    attempt,
                    Map.of(
                        "payment[type]",
                        "payment_intent",
                        "payment[payment_intent]",
                        paymentIntent)))
        .map(Snapshot.InvoicePayment::invoice);
  }

  private static Optional<Snapshot.InvoicePayment> kept(
      Attempt attempt,
      String reference,
      java.util.function.Predicate<Snapshot.InvoicePayment> about) {
    return attempt.about(reference).stream()
        .map(StripeEvent::snapshot)
        .filter(Snapshot.InvoicePayment.class::isInstance)
        .map(Snapshot.InvoicePayment.class::cast)
        .filter(about)
        .min(BY_ID);
  }

  private Optional<Snapshot.InvoicePayment> asked(Attempt attempt, Map<String, String> query) {
    List<StripeObject> payments =
        api.list(attempt.account().account(), "/v1/invoice_payments", query);
    return StripeApi.read(
        () ->
            payments.stream()
                .map(Snapshot.InvoicePayment::of)
                .filter(payment -> payment.status().equals("paid"))
                .min(BY_ID));
  }
}
