package dev.packledger.webhooks.stripe;

import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.terms.Terms;
import dev.packledger.webhooks.stripe.Plans.SoldPlan;
import java.util.List;
import java.util.Optional;

/**
 * Grants what was bought in a checkout session: at once by its lines where it was paid once,
 * through the subscription where it began one.
 */
final class CheckoutApplication {
  private final Licenses licenses;
  private final Plans plans;
  private final Customers customers;
  private final SubscriptionApplication subscriptions;
  private final StripeApi api;

  CheckoutApplication(
      Licenses licenses,
      Plans plans,
      Customers customers,
      SubscriptionApplication subscriptions,
      StripeApi api) {
    this.licenses = licenses;
    this.plans = plans;
    this.customers = customers;
    this.subscriptions = subscriptions;
    this.api = api;
  }

  void apply(Attempt attempt, String session) {
    List<StripeEvent> events =
        attempt.about(session).stream()
            .filter(event -> event.snapshot().id().equals(session))
            .toList();
    Optional<StripeFold.Sale> sale = StripeFold.checkout(events);
    // Money that is still on its way grants nothing; the event of its arrival comes here again.
    sale.ifPresent(paid -> apply(attempt, paid));
  }

  private void apply(Attempt attempt, StripeFold.Sale sale) {
    Snapshot.Checkout checkout = sale.checkout();
    switch (checkout.mode()) {
      case "subscription" -> {
        if (checkout.subscription() != null) {
          subscriptions.applyCheckout(attempt, checkout.subscription(), sale);
        }
      }
      case "payment" -> lines(attempt, checkout).forEach(line -> grant(attempt, sale, line));
      default -> {
        // "setup" stores a means of payment and sells nothing.
      }
    }
  }

  /** The lines of a session: no event carries them. */
  List<Snapshot.CheckoutLine> lines(Attempt attempt, Snapshot.Checkout checkout) {
    List<StripeObject> lines =
        api.list(
            attempt.account().account(),
            "/v1/checkout/sessions/" + checkout.id() + "/line_items",
            java.util.Map.of());
    return StripeApi.read(() -> lines.stream().map(Snapshot.CheckoutLine::of).toList());
  }

  private void grant(Attempt attempt, StripeFold.Sale sale, Snapshot.CheckoutLine line) {
    LicenseId id = attempt.license(line.id());
    attempt.concerns(id);
    Optional<License> license = licenses.find(id);
    if (license.isEmpty()) {
      Optional<SoldPlan> plan = plan(attempt, line.price());
      if (plan.isEmpty()
          || !attempt.send(grant(attempt, id, plan.get(), sale, line), sale.event())) {
        return;
      }
      license = licenses.find(id);
    }
    Payment payment = payment(sale.checkout(), line);
    if (payment.amountMinor() > 0
        && license.isPresent()
        && license.get().payments().received().isEmpty()) {
      attempt.send(new LicenseCommand.ReceivePayment(id, payment), sale.event());
    }
  }

  private Optional<SoldPlan> plan(Attempt attempt, String price) {
    Optional<SoldPlan> plan =
        plans.ofPrice(attempt.account().organization(), attempt.account().account(), price);
    if (plan.isEmpty()) {
      attempt.failed("price.unknown", "No plan is sold by the price " + price + ".");
    } else if (plan.get().terms().kind() == Terms.Kind.SUBSCRIPTION) {
      // It would never end: nothing but a renewal carries an end.
      attempt.failed(
          "plan.needs_subscription", "The price " + price + " is paid once, its plan is not.");
      return Optional.empty();
    }
    return plan;
  }

  private LicenseCommand.Grant grant(
      Attempt attempt,
      LicenseId id,
      SoldPlan plan,
      StripeFold.Sale sale,
      Snapshot.CheckoutLine line) {
    return new LicenseCommand.Grant(
        id,
        plan.product(),
        plan.plan(),
        attempt.account().organization(),
        plan.terms(),
        line.quantity(),
        new Source(
            StripeWebhooks.PROVIDER,
            attempt.account().account(),
            attempt.account().live(),
            null,
            line.id(),
            sale.checkout().customer()),
        null,
        customers.sealed(attempt, sale.checkout()),
        sale.paidAt(),
        // Paid once and for ever; how long updates are covered is said by the terms.
        null);
  }

  static Payment payment(Snapshot.Checkout checkout, Snapshot.CheckoutLine line) {
    return new Payment(
        line.amountMinor(),
        line.taxMinor(),
        line.currency(),
        null,
        null,
        checkout.invoice(),
        checkout.paymentIntent(),
        null);
  }
}
