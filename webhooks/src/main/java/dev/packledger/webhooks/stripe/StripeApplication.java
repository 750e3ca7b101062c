package dev.packledger.webhooks.stripe;

import dev.packledger.domain.ledger.Commands;
import dev.packledger.webhooks.inbox.Accounts;
import dev.packledger.webhooks.inbox.Application;
import dev.packledger.webhooks.inbox.EntryApplication;
import dev.packledger.webhooks.inbox.InboxEntry;
import dev.packledger.webhooks.inbox.PaymentAccount;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The meaning of Stripe's events. An event is only the occasion: what is applied is what all events
 * about its object say together, so the order of arrival does not matter.
 */
public final class StripeApplication implements EntryApplication {
  /** The code of an entry whose object is not of the form that the API reference gives. */
  public static final String OBJECT_MALFORMED = "webhook.object_malformed";

  private final Ports ports;
  private final SubscriptionApplication subscriptions;
  private final CheckoutApplication checkouts;
  private final ReversalApplication reversals;

  public StripeApplication(Ports ports) {
    this.ports = ports;
    StripeApi api = ports.api();
    Customers customers = new Customers(api, ports.sealing());
    InvoicePayments payments = new InvoicePayments(api);
    subscriptions =
        new SubscriptionApplication(ports.licenses(), ports.plans(), customers, payments, api);
    checkouts =
        new CheckoutApplication(ports.licenses(), ports.plans(), customers, subscriptions, api);
    reversals =
        new ReversalApplication(ports.licenses(), new SalesOfCharge(payments, checkouts, api));
  }

  /** All that it needs from outside. */
  public record Ports(
      Accounts accounts,
      Commands commands,
      Licenses licenses,
      Plans plans,
      PersonSealing sealing,
      StripeApi api) {}

  @Override
  public Application apply(InboxEntry entry, Kept kept) {
    Optional<PaymentAccount> account = ports.accounts().find(entry.account());
    if (account.isEmpty()) {
      return new Application.Failed(
          "account.disconnected", "The account was disconnected.", new TreeSet<>());
    }
    StripeEvent event;
    try {
      event = StripeEvent.of(entry, object -> ports.api().completed(entry.account(), object));
    } catch (StripeObject.Malformed malformed) {
      return new Application.Unreadable(
          OBJECT_MALFORMED, "The event's object cannot be read: " + malformed.getMessage() + ".");
    }
    Attempt attempt = new Attempt(account.get(), entry, event, kept, ports.commands(), ports.api());
    apply(attempt, event.snapshot());
    return attempt.result();
  }

  private void apply(Attempt attempt, Snapshot snapshot) {
    switch (snapshot) {
      case Snapshot.Subscription subscription -> subscriptions.apply(attempt, subscription.id());
      case Snapshot.Invoice invoice -> {
        if (invoice.subscription() != null) {
          subscriptions.apply(attempt, invoice.subscription());
        }
      }
      case Snapshot.InvoicePayment payment -> {
        // A link between two others: it is read where one of them is applied.
      }
      case Snapshot.Checkout checkout -> checkouts.apply(attempt, checkout.id());
      case Snapshot.Charge charge -> reversals.applyCharge(attempt, charge);
      case Snapshot.Dispute dispute -> reversals.applyDispute(attempt, dispute);
    }
  }
}
