package dev.packledger.webhooks.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.TestBox;
import dev.packledger.webhooks.stripe.StripeWebhooks.Answer;
import dev.packledger.webhooks.stripedouble.PurchaseStory;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A forgotten person is in no kept body, and their licence goes on. */
class StripeErasureTest {
  private final Shop shop = new Shop();
  private final StripeErasure erasure = new StripeErasure(shop.inbox, shop.clock);

  @AfterEach
  void close() {
    shop.close();
  }

  private String bodies() {
    TestBox box = new TestBox();
    List<String> open =
        JdbcClient.create(shop.dataSource)
            .sql("select account, event, body from webhooks.inbox")
            .query(
                (row, number) ->
                    new String(
                        box.open(
                            row.getBytes("body"),
                            "webhooks.inbox/"
                                + row.getString("account")
                                + "/"
                                + row.getString("event")),
                        UTF_8))
            .list();
    return String.join("\n", open);
  }

  @Test
  void aCustomerIsForgottenAndTheSubscriptionGoesOn() {
    SubscriptionStory ann = shop.stripe.checkoutWithSubscription("price_pro", 3, "ann@example.com");
    shop.deliver(ann.beginning());
    shop.deliver(
        shop.stripe.checkoutWithSubscription("price_pro", 1, "bob@example.com").beginning());
    assertThat(bodies()).contains("ann@example.com", "bob@example.com");

    String customer = shop.license(ann.item()).granted().source().customer();
    LicenseId id = LicenseId.ofPayment("stripe", Shop.ACCOUNT, ann.item());
    assertThat(erasure.forget(Shop.ACCOUNT, customer, Set.of(id))).isGreaterThan(5);
    assertThat(bodies()).doesNotContain("ann@example.com").contains("bob@example.com");

    assertThat(ann.beginning())
        .allMatch(
            event -> shop.receive(Shop.ACCOUNT, event).equals(new Answer.Taken(event.id(), true)));
    assertThat(bodies()).doesNotContain("ann@example.com");

    shop.clock.advance(Duration.ofDays(31));
    shop.deliver(ann.updateQuantity(7));
    shop.deliver(ann.deleteSubscription());
    assertThat(shop.license(ann.item()).seats().quantity()).isEqualTo(7);
    assertThat(shop.license(ann.item()).standing().cancelled()).isTrue();
  }

  @Test
  void aGuestIsForgottenByWhatTheyBought() {
    PurchaseStory story = shop.stripe.oneTimeCheckout("price_perpetual", 1, "eve@example.com");
    shop.deliver(story.beginning());
    LicenseId id = LicenseId.ofPayment("stripe", Shop.ACCOUNT, story.line());
    assertThat(erasure.forget(Shop.ACCOUNT, null, Set.of(id))).isEqualTo(1);
    assertThat(bodies()).doesNotContain("eve@example.com");
  }
}
