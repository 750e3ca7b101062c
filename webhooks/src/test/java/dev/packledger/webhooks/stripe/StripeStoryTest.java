package dev.packledger.webhooks.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.stripedouble.DisputeOutcome;
import dev.packledger.webhooks.stripedouble.PurchaseStory;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a purchase as Stripe tells it, in the order it happens. */
class StripeStoryTest {
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  private SubscriptionStory subscribed() {
    SubscriptionStory story =
        shop.stripe.checkoutWithSubscription("price_pro", 3, "ann@example.com");
    shop.deliver(story.beginning());
    return story;
  }

  @Test
  void aCheckoutBecomesALicence() {
    SubscriptionStory story = subscribed();

    License license = shop.license(story.item());
    assertThat(shop.story()).containsExactly("LicenseGranted", "PaymentReceived", "LicenseRenewed");
    assertThat(license.granted().product()).isEqualTo(Shop.PRODUCT);
    assertThat(license.granted().seller()).isEqualTo(Shop.SELLER);
    assertThat(license.granted().source().subscription()).isEqualTo(story.subscription());
    assertThat(license.granted().customer()).isNotNull();
    assertThat(license.granted().startsAt()).isEqualTo(Shop.START);
    assertThat(license.buyer()).isNull();
    assertThat(license.plan()).isEqualTo(Shop.PRO.plan());
    assertThat(license.seats().quantity()).isEqualTo(3);
    assertThat(license.standing().paidThrough()).isEqualTo(story.periodEnd());
    assertThat(license.payments().received().getFirst().amountMinor()).isEqualTo(3 * 4900);
    assertThat(license.payments().received().getFirst().paymentIntent()).isNotNull();
    assertThat(shop.states())
        .containsEntry("checkout.session.completed", "applied")
        .containsEntry("customer.created", "unknown_type");
    assertThat(shop.queries.licensesOf(Shop.ACCOUNT, story.checkoutSession()))
        .containsExactly(shop.ledger.kept().getFirst().license().value());
  }

  @Test
  void theCauseOfAnEventIsTheProvidersEvent() {
    subscribed();
    List<String> causes =
        shop.ledger.kept().stream().map(kept -> kept.cause().providerEventId()).toList();
    assertThat(causes).hasSize(3).allMatch(cause -> cause.startsWith("evt_"));
    assertThat(causes.get(0)).isNotEqualTo(causes.get(1));
    assertThat(shop.ledger.kept()).allMatch(kept -> kept.actor().id().equals(Shop.ACCOUNT));
  }

  @Test
  void aRenewalMovesPaidThroughOnlyWhenItsInvoiceIsPaid() {
    SubscriptionStory story = subscribed();
    var before = story.periodEnd();
    shop.clock.advance(Duration.ofDays(31));

    shop.deliver(story.paymentFails());
    assertThat(shop.license(story.item()).standing().paidThrough()).isEqualTo(before);
    assertThat(shop.license(story.item()).standing().pastDue()).isTrue();
    assertThat(shop.license(story.item()).payments().failedInvoices()).hasSize(1);

    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.paymentSucceedsAtLast());
    assertThat(shop.license(story.item()).standing().paidThrough()).isEqualTo(story.periodEnd());
    assertThat(story.periodEnd()).isAfter(before);
    assertThat(shop.license(story.item()).standing().pastDue()).isFalse();
  }

  @Test
  void quantityAndPriceBecomeSeatsAndPlan() {
    SubscriptionStory story = subscribed();
    shop.deliver(story.updateQuantity(7));
    assertThat(shop.license(story.item()).seats().quantity()).isEqualTo(7);
    shop.deliver(story.changePrice("price_team"));
    assertThat(shop.license(story.item()).plan()).isEqualTo(Shop.TEAM.plan());
    assertThat(shop.license(story.item()).terms()).isEqualTo(Shop.TEAM.terms());
  }

  @Test
  void whatAPriceSellsLaterChangesNoLicence() {
    SubscriptionStory story = subscribed();
    shop.prices.put("price_pro", Shop.TEAM);
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.updateQuantity(4));
    assertThat(shop.license(story.item()).plan()).isEqualTo(Shop.PRO.plan());

    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.changePrice("price_team"));
    assertThat(shop.license(story.item()).plan()).isEqualTo(Shop.TEAM.plan());
    shop.prices.put("price_team", Shop.PRO);
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.updateQuantity(5));
    assertThat(shop.license(story.item()).plan()).isEqualTo(Shop.TEAM.plan());
    assertThat(shop.license(story.item()).seats().quantity()).isEqualTo(5);
  }

  @Test
  void twoUpdatesOfOneSecondAreToldApartByTheirPreviousValues() {
    SubscriptionStory story = subscribed();
    shop.clock.advance(Duration.ofHours(1));
    var first = story.updateQuantity(9);
    var second = story.updateQuantity(4);
    var third = story.updateQuantity(6);
    shop.deliver(third);
    shop.deliver(first);
    shop.deliver(second);
    assertThat(shop.license(story.item()).seats().quantity()).isEqualTo(6);
  }

  @Test
  void aCancellationIsScheduledWithdrawnAndComes() {
    SubscriptionStory story = subscribed();
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.cancelAtPeriodEnd());
    assertThat(shop.license(story.item()).standing().cancelsAt()).isEqualTo(story.periodEnd());
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.withdrawCancellation());
    assertThat(shop.license(story.item()).standing().cancelsAt()).isNull();
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.deleteSubscription());
    assertThat(shop.license(story.item()).standing().cancelled()).isTrue();
  }

  @Test
  void onlyAFullRefundRevokes() {
    SubscriptionStory story = subscribed();
    shop.deliver(story.refund(1000));
    assertThat(shop.license(story.item()).standing().revocations()).isEmpty();
    assertThat(shop.license(story.item()).payments().refundedMinor().values())
        .containsExactly(1000L);

    shop.deliver(story.refund(story.paidMinor() - 1000 - 1));
    assertThat(shop.license(story.item()).standing().revocations()).isEmpty();

    shop.deliver(story.refund(1));
    assertThat(shop.license(story.item()).standing().revocations())
        .containsExactly(RevocationReason.REFUND);
    assertThat(shop.license(story.item()).payments().refundedMinor().values())
        .containsExactly(story.paidMinor());
  }

  @Test
  void aDisputeSuspendsAndIsWonOrLost() {
    SubscriptionStory story = subscribed();
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.openDispute());
    assertThat(shop.license(story.item()).standing().suspensions())
        .containsExactly(SuspensionReason.DISPUTE_OPENED);
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.closeDispute(DisputeOutcome.WON));
    assertThat(shop.license(story.item()).standing().suspensions()).isEmpty();
    assertThat(shop.license(story.item()).standing().revocations()).isEmpty();

    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.openDispute());
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.closeDispute(DisputeOutcome.LOST));
    assertThat(shop.license(story.item()).standing().suspensions()).isEmpty();
    assertThat(shop.license(story.item()).standing().revocations())
        .containsExactly(RevocationReason.CHARGEBACK);
  }

  @Test
  void aWonDisputeLiftsNothingWhileAnotherIsOpen() {
    SubscriptionStory story = subscribed();
    shop.deliver(story.openDispute());
    shop.clock.advance(Duration.ofDays(31));
    shop.deliver(story.renew());
    shop.deliver(story.openDispute());
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.closeDispute(DisputeOutcome.WON));
    assertThat(shop.license(story.item()).standing().suspensions())
        .containsExactly(SuspensionReason.DISPUTE_OPENED);
  }

  @Test
  void whatIsPaidOnceIsGrantedByItsLine() {
    PurchaseStory story = shop.stripe.oneTimeCheckout("price_perpetual", 5, "bob@example.com");
    shop.deliver(story.beginning());

    License license = shop.license(story.line());
    assertThat(shop.story()).containsExactly("LicenseGranted", "PaymentReceived");
    assertThat(license.seats().quantity()).isEqualTo(5);
    assertThat(license.standing().paidThrough()).isNull();
    assertThat(license.payments().received().getFirst().amountMinor()).isEqualTo(5 * 29900);

    shop.deliver(story.refund(5 * 29900));
    assertThat(shop.license(story.line()).standing().revocations())
        .containsExactly(RevocationReason.REFUND);
  }

  @Test
  void moneyOnItsWayGrantsNothing() {
    PurchaseStory story =
        shop.stripe.oneTimeCheckoutByTransfer("price_perpetual", 1, "bob@example.com");
    shop.deliver(story.beginning());
    assertThat(shop.ledger.licenses()).isZero();
    shop.clock.advance(Duration.ofDays(2));
    shop.deliver(story.transferArrives());
    assertThat(shop.license(story.line()).granted().startsAt())
        .isEqualTo(Shop.START.plus(Duration.ofDays(2)));
  }

  @Test
  void aPlanThatNeedsASubscriptionIsNotSoldOnce() {
    shop.prices.put("price_perpetual", Shop.PRO);
    PurchaseStory story = shop.stripe.oneTimeCheckout("price_perpetual", 1, "bob@example.com");
    shop.deliver(story.beginning());
    assertThat(shop.ledger.licenses()).isZero();
    assertThat(shop.states())
        .containsEntry("checkout.session.completed", "failed plan.needs_subscription");
  }

  @Test
  void anUnknownPriceWaitsForItsPlan() {
    shop.prices.remove("price_pro");
    SubscriptionStory story = subscribed();
    assertThat(shop.ledger.licenses()).isZero();
    assertThat(shop.states())
        .containsEntry("customer.subscription.updated", "failed price.unknown");

    shop.prices.put("price_pro", Shop.PRO);
    assertThat(shop.inbox.retry(Shop.ACCOUNT, "price.unknown", shop.clock.instant())).isPositive();
    shop.worker().applyDue();
    assertThat(shop.license(story.item()).standing().paidThrough()).isEqualTo(story.periodEnd());
    assertThat(shop.states().values()).noneMatch(state -> state.startsWith("failed"));
  }

  @Test
  void aCancellationIsNotHeldUpByAnUnknownPrice() {
    SubscriptionStory story = subscribed();
    shop.stripe.price("price_new", 100, "eur", "month");
    shop.deliver(story.changePrice("price_new"));
    assertThat(shop.states())
        .containsEntry("customer.subscription.updated", "failed price.unknown");
    shop.clock.advance(Duration.ofMinutes(1));
    shop.deliver(story.deleteSubscription());
    assertThat(shop.license(story.item()).standing().cancelled()).isTrue();
  }

  @Test
  void moreSeatsThanThePlanAllowsAreRefusedAndShown() {
    SubscriptionStory story = subscribed();
    shop.deliver(story.updateQuantity(51));
    assertThat(shop.license(story.item()).seats().quantity()).isEqualTo(3);
    assertThat(shop.states())
        .containsEntry("customer.subscription.updated", "failed seat.out_of_range");
  }

  @Test
  void repeatedStoriesSendNothingNew() {
    SubscriptionStory story = subscribed();
    int events = shop.ledger.events().size();
    int commands = shop.ledger.commands();
    shop.deliver(story.beginning());
    assertThat(shop.ledger.events()).hasSize(events);
    assertThat(shop.ledger.commands()).isEqualTo(commands);
  }
}
