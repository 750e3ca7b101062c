package dev.packledger.webhooks.stripe;

import dev.packledger.domain.licenses.Payment;
import dev.packledger.webhooks.stripe.ItemTarget.Part;
import dev.packledger.webhooks.stripe.Sales.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a charge paid for. A charge names no invoice: the way leads through its payment intent
 * to the invoice and its subscription items, or to a checkout session and its lines.
 */
final class SalesOfCharge {
  private final InvoicePayments payments;
  private final CheckoutApplication checkouts;
  private final StripeApi api;

  SalesOfCharge(InvoicePayments payments, CheckoutApplication checkouts, StripeApi api) {
    this.payments = payments;
    this.checkouts = checkouts;
    this.api = api;
  }

  /** None where it paid for something else than a subscription or a checkout. */
  Sales find(Attempt attempt, String charge, @Nullable String paymentIntent) {
    if (paymentIntent == null) {
      return Sales.NONE;
    }
    Optional<String> invoice = payments.invoiceOf(attempt, paymentIntent);
    Sales ofInvoice =
        invoice.map(id -> ofInvoice(attempt, id, charge, paymentIntent)).orElse(Sales.NONE);
    return ofInvoice.sales().isEmpty() ? ofCheckout(attempt, charge, paymentIntent) : ofInvoice;
  }

  private Sales ofInvoice(Attempt attempt, String id, String charge, String paymentIntent) {
    Snapshot.Invoice invoice = kept(attempt, id).orElseGet(() -> asked(attempt, id));
    List<Sale> sales = new ArrayList<>();
    for (Map.Entry<String, Part> part : InvoiceParts.of(invoice).entrySet()) {
      Payment payment = InvoicePayments.payment(part.getValue(), paymentIntent, charge);
      sales.add(new Sale(attempt.license(part.getKey()), payment));
    }
    long total = invoice.lines().stream().mapToLong(Snapshot.Line::amountMinor).sum();
    return new Sales(sales, total);
  }

  private static Optional<Snapshot.Invoice> kept(Attempt attempt, String id) {
    return attempt.about(id).stream()
        .filter(event -> event.type() == StripeEventType.INVOICE_PAID)
        .map(event -> (Snapshot.Invoice) event.snapshot())
        .filter(invoice -> invoice.id().equals(id))
        .findFirst();
  }

  private Snapshot.Invoice asked(Attempt attempt, String id) {
    String account = attempt.account().account();
    StripeObject answer = api.completed(account, api.get(account, "/v1/invoices/" + id));
    return StripeApi.read(() -> Snapshot.Invoice.of(answer));
  }

  private Sales ofCheckout(Attempt attempt, String charge, String paymentIntent) {
    List<StripeObject> sessions =
        api.list(
            attempt.account().account(),
            "/v1/checkout/sessions",
            Map.of("payment_intent", paymentIntent));
    List<Sale> sales = new ArrayList<>();
    for (StripeObject session : sessions) {
      Snapshot.Checkout checkout = StripeApi.read(() -> Snapshot.Checkout.of(session));
      for (Snapshot.CheckoutLine line : checkouts.lines(attempt, checkout)) {
        Payment payment = CheckoutApplication.payment(checkout, line);
        sales.add(new Sale(attempt.license(line.id()), withCharge(payment, charge)));
      }
    }
    long total = sales.stream().mapToLong(sale -> sale.payment().amountMinor()).sum();
    return new Sales(sales, total);
  }

  private static Payment withCharge(Payment payment, String charge) {
    return new Payment(
        payment.amountMinor(),
        payment.taxMinor(),
        payment.currency(),
        payment.periodStart(),
        payment.periodEnd(),
        payment.invoice(),
        payment.paymentIntent(),
        charge);
  }
}
