package dev.packledger.webhooks.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Stripe sends seldom, or should never send, and outages of its API. */
class StripeOddTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

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

  private static List<SignedEvent> only(List<SignedEvent> events, String type) {
    return events.stream().filter(event -> event.type().equals(type)).toList();
  }

  /** An event with its object changed and signed again, under an id of its own. */
  private SignedEvent changed(SignedEvent event, Consumer<ObjectNode> change) {
    ObjectNode tree = (ObjectNode) JSON.readTree(event.body());
    change.accept((ObjectNode) tree.get("data").get("object"));
    String id = event.id() + "x";
    tree.put("id", id);
    byte[] body = tree.toString().getBytes(UTF_8);
    return new SignedEvent(id, event.type(), body, event.signature());
  }

  private String stateOf(SignedEvent event) {
    return shop.rows().stream()
        .filter(row -> row.event().equals(event.id()))
        .map(row -> row.state().text() + (row.code() == null ? "" : " " + row.code()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anUnreadableObjectIsQuarantinedAndHoldsUpNothing() {
    SubscriptionStory story = subscribed();
    shop.clock.advance(Duration.ofDays(1));
    SignedEvent broken =
        changed(
            story.updateQuantity(9).getFirst(),
            object -> ((ObjectNode) object.at("/items/data/0")).put("quantity", 9.5));
    shop.deliver(List.of(broken));
    assertThat(stateOf(broken)).isEqualTo("quarantined webhook.object_malformed");
    assertThat(shop.license(story.item()).seats().quantity()).isEqualTo(3);

    shop.deliver(story.updateQuantity(4));
    assertThat(shop.license(story.item()).seats().quantity()).isEqualTo(4);
  }

  @Test
  void anUnreadableObjectThatWaitsHoldsUpNothingEither() {
    SubscriptionStory story =
        shop.stripe.checkoutWithSubscription("price_pro", 3, "ann@example.com");
    SignedEvent broken =
        changed(
            only(story.beginning(), "invoice.paid").getFirst(),
            object -> object.put("currency", 7));
    shop.receive(Shop.ACCOUNT, broken);
    story.beginning().forEach(event -> shop.receive(Shop.ACCOUNT, event));
    shop.worker().applyDue();
    assertThat(stateOf(broken)).isEqualTo("quarantined webhook.object_malformed");
    assertThat(shop.license(story.item()).standing().paidThrough()).isEqualTo(story.periodEnd());
  }

  @Test
  void aStatusThatWeDoNotKnowChangesNothing() {
    SubscriptionStory story = subscribed();
    shop.clock.advance(Duration.ofDays(1));
    SignedEvent odd =
        changed(story.updateQuantity(4).getFirst(), object -> object.put("status", "hibernating"));
    shop.deliver(List.of(odd));
    assertThat(stateOf(odd)).isEqualTo("applied");
    assertThat(shop.license(story.item()).standing().cancelled()).isFalse();
    assertThat(shop.license(story.item()).seats().quantity()).isEqualTo(4);
  }

  @Test
  void aPausedSubscriptionRests() {
    SubscriptionStory story = subscribed();
    shop.clock.advance(Duration.ofDays(1));
    SignedEvent template = story.updateQuantity(3).getFirst();
    SignedEvent paused =
        new SignedEvent(
            template.id(),
            "customer.subscription.paused",
            new String(changed(template, object -> object.put("status", "paused")).body(), UTF_8)
                .replace("subscription.updated", "subscription.paused")
                .getBytes(UTF_8),
            "");
    shop.deliver(List.of(paused));
    assertThat(shop.license(story.item()).standing().suspensions())
        .containsExactly(SuspensionReason.PAYMENT_PAUSED);
    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.updateQuantity(3));
    assertThat(shop.license(story.item()).standing().suspensions()).isEmpty();
  }

  @Test
  void longListsAreReadWhole() {
    SubscriptionStory story =
        shop.stripe.checkoutWithSubscription("price_pro", 3, "ann@example.com");
    for (SignedEvent event : story.beginning()) {
      boolean invoice = event.type().equals("invoice.paid");
      SignedEvent sent =
          invoice
              ? changed(
                  event,
                  object -> {
                    ObjectNode lines = (ObjectNode) object.get("lines");
                    ((ArrayNode) lines.get("data")).removeAll();
                    lines.put("has_more", true);
                  })
              : event;
      shop.deliver(List.of(sent));
    }
    assertThat(shop.license(story.item()).standing().paidThrough()).isEqualTo(story.periodEnd());
  }

  @Test
  void anItemTakenOutOfASubscriptionEndsItsLicenceAlone() {
    SubscriptionStory story = subscribed();
    shop.clock.advance(Duration.ofDays(1));
    SignedEvent template = story.updateQuantity(3).getFirst();
    SignedEvent two =
        changed(
            template,
            object -> {
              ArrayNode items = (ArrayNode) object.at("/items/data");
              ObjectNode second = (ObjectNode) items.get(0).deepCopy();
              second.put("id", "si_second").put("quantity", 8);
              second.put("created", shop.clock.instant().getEpochSecond());
              items.add(second);
            });
    shop.deliver(List.of(two));
    assertThat(shop.license("si_second").seats().quantity()).isEqualTo(8);
    assertThat(shop.license("si_second").granted().startsAt()).isEqualTo(shop.clock.instant());

    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.updateQuantity(3));
    assertThat(shop.license("si_second").standing().cancelled()).isTrue();
    assertThat(shop.license(story.item()).standing().cancelled()).isFalse();
  }

  @Test
  void anInquiryOfTheBankSuspendsNothing() {
    SubscriptionStory story = subscribed();
    SignedEvent inquiry =
        changed(
            only(story.openDispute(), "charge.dispute.created").getFirst(),
            object -> object.put("status", "warning_needs_response"));
    shop.deliver(List.of(inquiry));
    assertThat(stateOf(inquiry)).isEqualTo("applied");
    assertThat(shop.license(story.item()).standing().suspensions()).isEmpty();
  }

  @Test
  void chargesOfOtherBusinessAreAppliedToNothing() {
    SubscriptionStory story = subscribed();
    SignedEvent other =
        changed(
            only(story.refund(10), "charge.refunded").getFirst(),
            object -> object.put("id", "ch_else").putNull("payment_intent"));
    shop.deliver(List.of(other));
    assertThat(stateOf(other)).isEqualTo("applied");
    assertThat(shop.license(story.item()).payments().refundedMinor()).isEmpty();
  }

  @Test
  void anOutageOfTheApiHoldsUpNoCancellation() {
    SubscriptionStory story = subscribed();
    shop.clock.advance(Duration.ofDays(31));
    List<SignedEvent> renewal = story.renew();
    shop.stripe.failNext(503, 1000);
    shop.deliver(only(renewal, "invoice.paid"));
    assertThat(shop.states()).containsEntry("invoice.paid", "failed stripe.unavailable");
    assertThat(shop.license(story.item()).standing().paidThrough()).isEqualTo(story.periodEnd());
    assertThat(shop.license(story.item()).payments().received()).hasSize(1);

    shop.clock.advance(Duration.ofDays(1));
    shop.deliver(story.deleteSubscription());
    assertThat(shop.license(story.item()).standing().cancelled()).isTrue();

    shop.stripe.failNext(503, 0);
    shop.clock.advance(Duration.ofHours(1));
    shop.worker().applyDue();
    assertThat(shop.license(story.item()).payments().received()).hasSize(2);
    assertThat(shop.states().values()).noneMatch(state -> state.startsWith("failed"));
  }

  @Test
  void aKeyThatWasTakenBackIsShownAndReplaced() {
    shop.accounts.replaceApiKey(Shop.ACCOUNT, "rk_revoked");
    SubscriptionStory story = subscribed();
    assertThat(shop.ledger.licenses()).isZero();
    assertThat(shop.states())
        .containsEntry("customer.subscription.updated", "failed stripe.key_refused");
    shop.accounts.replaceApiKey(Shop.ACCOUNT, shop.stripe.settings().apiKey());
    shop.inbox.retry(Shop.ACCOUNT, "stripe.key_refused", shop.clock.instant());
    shop.worker().applyDue();
    assertThat(shop.license(story.item()).standing().paidThrough()).isEqualTo(story.periodEnd());
  }

  @Test
  void whatTheSellerReversedByHandStaysReversedUntilTheChargeChangesAgain() {
    SubscriptionStory story = subscribed();
    shop.deliver(story.refund(story.paidMinor()));
    var id = shop.ledger.kept().getFirst().license();
    shop.ledger.send(
        new dev.packledger.domain.licenses.LicenseCommand.ReverseRevocation(
            id, RevocationReason.REFUND),
        new dev.packledger.domain.ledger.Actor(
            dev.packledger.domain.ledger.Actor.Kind.OPERATOR, "seller"),
        new dev.packledger.domain.ledger.Cause("1", null, "1"));
    shop.clock.advance(Duration.ofDays(31));
    shop.deliver(story.renew());
    assertThat(shop.license(story.item()).standing().revocations()).isEmpty();
  }
}
