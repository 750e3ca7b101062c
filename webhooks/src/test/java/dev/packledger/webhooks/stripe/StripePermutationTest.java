package dev.packledger.webhooks.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.webhooks.LicenseStates;
import dev.packledger.webhooks.MemoryKept;
import dev.packledger.webhooks.Permutations;
import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.inbox.InboxRow;
import dev.packledger.webhooks.inbox.InboxState;
import dev.packledger.webhooks.stripedouble.DisputeOutcome;
import dev.packledger.webhooks.stripedouble.PurchaseStory;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The state of a licence does not depend on the order in which its events arrive. */
class StripePermutationTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  private SubscriptionStory subscription() {
    return shop.stripe.checkoutWithSubscription("price_pro", 3, "ann@example.com");
  }

  private void later() {
    shop.clock.advance(Duration.ofDays(1));
  }

  /** The events of the types, of several of one type all, without what means nothing to us. */
  private List<SignedEvent> only(List<SignedEvent> events, String... types) {
    return events.stream().filter(event -> Set.of(types).contains(event.type())).toList();
  }

  private static List<SignedEvent> known(List<SignedEvent> events) {
    return events.stream().filter(event -> StripeEventType.of(event.type()).isPresent()).toList();
  }

  @Test
  void aPurchaseThatEnds() {
    SubscriptionStory story = subscription();
    later();
    story.deleteSubscription();
    List<SignedEvent> events = known(shop.stripe.events());
    assertThat(events).hasSize(6);

    License license = sameForAllOrders(events, story.item());
    assertThat(license.standing().cancelled()).isTrue();
    assertThat(license.standing().paidThrough()).isEqualTo(story.periodEnd());
    assertThat(license.payments().received()).hasSize(1);
  }

  @Test
  void refundAndLostDispute() {
    SubscriptionStory story = subscription();
    later();
    story.refund(story.paidMinor());
    later();
    story.openDispute();
    later();
    story.closeDispute(DisputeOutcome.LOST);
    List<SignedEvent> events =
        only(
            shop.stripe.events(),
            "customer.subscription.updated",
            "invoice.paid",
            "invoice_payment.paid",
            "charge.refunded",
            "charge.dispute.created",
            "charge.dispute.closed");
    assertThat(events).hasSize(6);

    License license = sameForAllOrders(events, story.item());
    assertThat(license.standing().revocations())
        .containsExactly(RevocationReason.REFUND, RevocationReason.CHARGEBACK);
    assertThat(license.standing().suspensions()).isEmpty();
  }

  @Test
  void aPaymentThatFailsAndSucceedsAtLast() {
    SubscriptionStory story = subscription();
    shop.clock.advance(Duration.ofDays(31));
    int before = shop.stripe.events().size();
    story.paymentFails();
    later();
    story.paymentSucceedsAtLast();
    List<SignedEvent> events = shop.stripe.events();
    List<SignedEvent> dunning = known(events.subList(before, events.size()));
    List<SignedEvent> six = new ArrayList<>(only(events, "customer.subscription.created"));
    six.addAll(only(dunning, "customer.subscription.updated"));
    six.addAll(only(dunning, "invoice.payment_failed", "invoice.paid"));
    assertThat(six).hasSize(6);

    License license = sameForAllOrders(six, story.item());
    assertThat(license.standing().pastDue()).isFalse();
    assertThat(license.standing().paidThrough()).isEqualTo(story.periodEnd());
    assertThat(license.payments().failedInvoices()).hasSize(1);
  }

  @Test
  void seatsPlanAndCancellation() {
    SubscriptionStory story = subscription();
    later();
    story.updateQuantity(9);
    story.updateQuantity(5);
    later();
    story.changePrice("price_team");
    later();
    story.cancelAtPeriodEnd();
    List<SignedEvent> events =
        only(
            shop.stripe.events(), "customer.subscription.created", "customer.subscription.updated");
    assertThat(events).hasSize(6);

    License license = sameForAllOrders(events, story.item());
    assertThat(license.seats().quantity()).isEqualTo(5);
    assertThat(license.plan()).isEqualTo(Shop.TEAM.plan());
    assertThat(license.standing().cancelsAt()).isEqualTo(story.periodEnd());
  }

  @Test
  void aPurchasePaidOnceRefundedInParts() {
    PurchaseStory story =
        shop.stripe.oneTimeCheckoutByTransfer("price_perpetual", 2, "bob@example.com");
    later();
    story.transferArrives();
    later();
    story.refund(100);
    story.refund(200);
    later();
    story.openDispute();
    later();
    story.closeDispute(DisputeOutcome.WON);
    List<SignedEvent> events = known(shop.stripe.events());
    assertThat(events).hasSize(6);

    License license = sameForAllOrders(events, story.line());
    assertThat(license.payments().refundedMinor().values()).containsExactly(300L);
    assertThat(license.standing().revocations()).isEmpty();
    assertThat(license.standing().suspensions()).isEmpty();
  }

  /** All 720 orders, each applied event by event, without the table. */
  private License sameForAllOrders(List<SignedEvent> events, String item) {
    LicenseId id = LicenseId.ofPayment("stripe", Shop.ACCOUNT, item);
    Set<String> states = new TreeSet<>();
    List<License> licenses = new ArrayList<>();
    int orders = 0;
    for (List<SignedEvent> order : Permutations.of(events)) {
      MemoryKept kept = new MemoryKept(shop);
      order.forEach(kept::deliver);
      License license = kept.ledger().find(id).orElseThrow(() -> new AssertionError(types(order)));
      states.add(LicenseStates.text(license));
      licenses.add(license);
      assertThat(kept.waiting()).as(types(order)).isEmpty();
      orders++;
    }
    assertThat(orders).isEqualTo(720);
    assertThat(states).hasSize(1);
    return licenses.getLast();
  }

  private static String types(List<SignedEvent> order) {
    return order.stream().map(SignedEvent::type).toList().toString();
  }

  /** The same through the table: every order has an account of its own. */
  @Test
  void allOrdersThroughTheInbox() {
    SubscriptionStory story = subscription();
    later();
    story.refund(story.paidMinor());
    later();
    story.deleteSubscription();
    List<SignedEvent> events =
        only(
            shop.stripe.events(),
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.deleted",
            "invoice.paid",
            "checkout.session.completed",
            "charge.refunded");
    assertThat(events).hasSize(6);

    Set<String> states = new TreeSet<>();
    int orders = 0;
    for (List<SignedEvent> order : Permutations.of(events)) {
      String account = "acct_" + orders++;
      shop.connect(account, false);
      shop.deliver(account, order);
      LicenseId id = LicenseId.ofPayment("stripe", account, story.item());
      states.add(
          shop.ledger
              .find(id)
              .map(license -> LicenseStates.text(license).replace(account, "acct"))
              .orElse("none after " + types(order)));
      assertThat(shop.rows(account))
          .as(types(order))
          .extracting(InboxRow::state)
          .containsOnly(InboxState.APPLIED);
    }
    assertThat(orders).isEqualTo(720);
    assertThat(states).hasSize(1);
  }
}
