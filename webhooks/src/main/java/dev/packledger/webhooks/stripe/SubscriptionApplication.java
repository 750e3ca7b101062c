package dev.packledger.webhooks.stripe;

import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Payment;
import dev.packledger.domain.licenses.Source;
import dev.packledger.webhooks.inbox.ProviderFailure;
import dev.packledger.webhooks.stripe.ItemTarget.Sold;
import dev.packledger.webhooks.stripe.Plans.SoldPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Brings the licences of a subscription to what all its events say: one licence an item, granted
 * once the subscription is active or trialing.
 */
final class SubscriptionApplication {
  private final Licenses licenses;
  private final Plans plans;
  private final Customers customers;
  private final InvoicePayments payments;
  private final StripeApi api;

  SubscriptionApplication(
      Licenses licenses,
      Plans plans,
      Customers customers,
      InvoicePayments payments,
      StripeApi api) {
    this.licenses = licenses;
    this.plans = plans;
    this.customers = customers;
    this.payments = payments;
    this.api = api;
  }

  void apply(Attempt attempt, String subscription) {
    apply(attempt, StripeFold.subscription(about(attempt, subscription)).values());
  }

  /**
   * The same after a checkout. Its own subscription events may be on their way still, so the
   * subscription itself is asked for where no event said yet that it is active.
   */
  void applyCheckout(Attempt attempt, String subscription, StripeFold.Sale sale) {
    List<StripeEvent> events = about(attempt, subscription);
    Collection<ItemTarget> targets = StripeFold.subscription(events).values();
    if (targets.stream().noneMatch(target -> target.active() != null)) {
      List<StripeEvent> withAnswer = new ArrayList<>(events);
      withAnswer.add(asked(attempt, subscription, sale));
      targets = StripeFold.subscription(withAnswer).values();
    }
    apply(attempt, targets);
  }

  private StripeEvent asked(Attempt attempt, String subscription, StripeFold.Sale sale) {
    String account = attempt.account().account();
    StripeObject answer =
        api.completed(account, api.get(account, "/v1/subscriptions/" + subscription));
    return new StripeEvent(
        sale.event(),
        StripeEventType.SUBSCRIPTION_UPDATED,
        sale.paidAt(),
        StripeApi.read(() -> Snapshot.of(StripeEventType.Kind.SUBSCRIPTION, answer)),
        answer.node(),
        null,
        false);
  }

  private static List<StripeEvent> about(Attempt attempt, String subscription) {
    return attempt.about(subscription).stream()
        .filter(event -> isOf(subscription, event.snapshot()))
        .toList();
  }

  private static boolean isOf(String subscription, Snapshot snapshot) {
    return switch (snapshot) {
      case Snapshot.Subscription itself -> itself.id().equals(subscription);
      case Snapshot.Invoice invoice -> subscription.equals(invoice.subscription());
      case Snapshot.InvoicePayment payment -> false;
      case Snapshot.Checkout checkout -> false;
      case Snapshot.Charge charge -> false;
      case Snapshot.Dispute dispute -> false;
    };
  }

  private void apply(Attempt attempt, Collection<ItemTarget> targets) {
    for (ItemTarget target : targets) {
      LicenseId id = attempt.license(target.item());
      Optional<License> license = licenses.find(id);
      if (license.isEmpty() && grant(attempt, id, target)) {
        license = licenses.find(id);
      }
      license.ifPresent(granted -> bring(attempt, id, target, granted));
    }
  }

  /** Grants where it is time to; says on the attempt why not where an event waits for it. */
  private boolean grant(Attempt attempt, LicenseId id, ItemTarget target) {
    if (target.active() == null || target.sold() == null) {
      if (target.paidThrough() != null && target.cancelled() == null) {
        attempt.concerns(id);
        attempt.failed(
            Attempt.LICENSE_AWAITED, "No event said yet that the subscription is active.");
      }
      return false;
    }
    Sold sold = target.sold().value();
    Optional<SoldPlan> plan = plan(attempt, id, sold.item().price());
    return plan.isPresent()
        && attempt.send(
            new LicenseCommand.Grant(
                id,
                plan.get().product(),
                plan.get().plan(),
                attempt.account().organization(),
                plan.get().terms(),
                sold.item().quantity(),
                new Source(
                    StripeWebhooks.PROVIDER,
                    attempt.account().account(),
                    attempt.account().live(),
                    sold.subscription(),
                    target.item(),
                    sold.customer()),
                null,
                customers.sealed(attempt, sold.customer()),
                sold.startsAt(),
                // Nothing is paid yet: the invoice, once paid, moves it.
                sold.startsAt()),
            target.active());
  }

  private void bring(Attempt attempt, LicenseId id, ItemTarget target, License license) {
    attempt.concerns(id);
    for (LicenseDifference.Step step :
        LicenseDifference.steps(
            id, target, license, newPlan(attempt, target), part -> payment(attempt, part))) {
      attempt.send(step.command(), step.event());
    }
  }

  /**
   * The plan follows the price once, when the change of price is applied: what a price sells later
   * on changes no licence. A price that we cannot follow yet is told by the change itself, and
   * holds up nothing else.
   */
  private Optional<SoldPlan> newPlan(Attempt attempt, ItemTarget target) {
    if (target.sold() == null || target.repriced() == null || target.repriced().value()) {
      return Optional.empty();
    }
    String price = target.sold().value().item().price();
    return attempt.event().id().equals(target.repriced().event())
        ? plan(attempt, attempt.license(target.item()), price)
        : plans.ofPrice(attempt.account().organization(), attempt.account().account(), price);
  }

  /** An outage of the API delays what is known of a payment, never a cancellation. */
  private Optional<Payment> payment(Attempt attempt, ItemTarget.Part part) {
    try {
      return Optional.of(payments.payment(attempt, part));
    } catch (ProviderFailure failure) {
      attempt.failed(failure.code(), failure.detail());
      return Optional.empty();
    }
  }

  private Optional<SoldPlan> plan(Attempt attempt, LicenseId id, String price) {
    Optional<SoldPlan> plan =
        plans.ofPrice(attempt.account().organization(), attempt.account().account(), price);
    if (plan.isEmpty()) {
      attempt.concerns(id);
      attempt.failed("price.unknown", "No plan is sold by the price " + price + ".");
    }
    return plan;
  }
}
