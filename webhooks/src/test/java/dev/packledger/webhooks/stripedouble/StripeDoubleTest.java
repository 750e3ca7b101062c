package dev.packledger.webhooks.stripedouble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.Stripe;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.StripeObject;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.TestClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The double is measured by stripe-java of the same API version: its events verify, and its objects
 * have no field that the typed models do not know.
 */
class StripeDoubleTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestClock clock = new TestClock(Shop.START);
  private StripeDouble stripe;

  @BeforeEach
  void start() throws IOException {
    stripe = StripeDouble.start(StripeDouble.Settings.testMode("Double"), clock);
    stripe.price("price_pro", 4900, "eur", "month");
    stripe.price("price_year", 49000, "eur", "year");
    stripe.price("price_once", 29900, "eur", null);
  }

  @AfterEach
  void close() {
    stripe.close();
  }

  private void everythingHappens() {
    SubscriptionStory story = stripe.checkoutWithSubscription("price_pro", 3, "ann@example.com");
    clock.advance(Duration.ofDays(31));
    story.renew();
    story.updateQuantity(5);
    story.changePrice("price_year");
    story.paymentFails();
    story.paymentSucceedsAtLast();
    story.cancelAtPeriodEnd();
    story.withdrawCancellation();
    story.refund(10);
    story.openDispute();
    story.closeDispute(DisputeOutcome.LOST);
    story.deleteSubscription();
    PurchaseStory purchase = stripe.oneTimeCheckout("price_once", 1, "bob@example.com");
    purchase.openDispute();
    purchase.closeDispute(DisputeOutcome.WON);
    purchase.refund(29900);
    stripe.oneTimeCheckoutByTransfer("price_once", 1, "eve@example.com").transferArrives();
  }

  @Test
  void itsEventsVerify() throws SignatureVerificationException {
    everythingHappens();
    Clock now = Clock.fixed(clock.instant(), ZoneOffset.UTC);
    for (SignedEvent event : stripe.events()) {
      SignedEvent again = event.signedAgain(stripe.settings().webhookSecret(), clock.instant());
      Event read =
          Webhook.constructEvent(
              new String(again.body(), UTF_8),
              again.signature(),
              stripe.settings().webhookSecret(),
              300,
              now);
      assertThat(read.getId()).isEqualTo(event.id());
      assertThat(read.getApiVersion()).isEqualTo(Stripe.API_VERSION);
      assertThat(read.getDataObjectDeserializer().getObject()).as(event.type()).isPresent();
    }
  }

  @Test
  void itsObjectsHaveNoFieldThatStripeHasNot() {
    everythingHappens();
    assertThat(stripe.events()).hasSizeGreaterThan(40);
    for (SignedEvent event : stripe.events()) {
      Event read = ApiResource.GSON.fromJson(new String(event.body(), UTF_8), Event.class);
      StripeObject typed = read.getDataObjectDeserializer().getObject().orElseThrow();
      JsonNode sent = JSON.readTree(event.body()).get("data").get("object");
      JsonNode understood = JSON.readTree(typed.toJson());
      assertThat(lost("", sent, understood)).as(event.type()).isEmpty();
    }
  }

  /** The fields that have a value and that the typed model dropped. */
  private static List<String> lost(String path, JsonNode sent, JsonNode understood) {
    List<String> lost = new ArrayList<>();
    if (sent.isObject()) {
      for (Map.Entry<String, JsonNode> field : sent.properties()) {
        String name = path + "/" + field.getKey();
        JsonNode value = understood.get(field.getKey());
        if (value == null) {
          // What is empty need not be written back.
          if (!field.getValue().isNull()) {
            lost.add(name);
          }
        } else {
          lost.addAll(lost(name, field.getValue(), value));
        }
      }
    } else if (sent.isArray()) {
      for (int i = 0; i < sent.size(); i++) {
        lost.addAll(lost(path + "/" + i, sent.get(i), understood.get(i)));
      }
    }
    return lost;
  }
}
