package dev.packledger.webhooks.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.TestClock;
import dev.packledger.webhooks.inbox.ProviderFailure;
import dev.packledger.webhooks.stripedouble.StripeDouble;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Stripe's API is asked, and what becomes of its failures. */
class StripeApiTest {
  private final List<Duration> pauses = new ArrayList<>();
  private StripeDouble stripe;
  private StripeApi api;

  @BeforeEach
  void start() throws IOException {
    stripe = StripeDouble.start(StripeDouble.Settings.testMode("Api"), new TestClock(Shop.START));
    stripe.price("price_pro", 100, "eur", "month");
    api = api(stripe.base(), stripe.settings().apiKey());
  }

  @AfterEach
  void close() {
    stripe.close();
    api.close();
  }

  private StripeApi api(URI base, String key) {
    return new StripeApi(
        base,
        account -> key,
        new StripeApi.Retry(Duration.ofSeconds(5), 3, Duration.ofMillis(100), pauses::add));
  }

  private static void assertFails(Runnable call, String code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProviderFailure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @Test
  void objectsAreFoundById() {
    assertThat(api.get("acct", "/v1/prices/price_pro").integer("unit_amount")).isEqualTo(100);
    assertFails(() -> api.get("acct", "/v1/prices/price_none"), "stripe.not_found");
    assertFails(() -> api.get("acct", "/v1/nothing"), "stripe.not_found");
  }

  @Test
  void listsAreReadToTheirEnd() {
    for (int i = 0; i < 205; i++) {
      stripe.price("price_" + i, i, "eur", null);
    }
    int before = stripe.calls();
    List<StripeObject> prices = api.list("acct", "/v1/prices", Map.of());
    assertThat(prices).extracting(StripeObject::id).doesNotHaveDuplicates().hasSize(206);
    assertThat(stripe.calls() - before).isEqualTo(3);
  }

  @Test
  void paymentsAreFoundByTheirIntent() {
    SubscriptionStory story = stripe.checkoutWithSubscription("price_pro", 2, "a@example.com");
    stripe.checkoutWithSubscription("price_pro", 2, "b@example.com");
    String session = "/v1/checkout/sessions/" + story.checkoutSession();
    String invoice = api.get("acct", session).text("invoice");
    String intent =
        api.list("acct", "/v1/invoice_payments", Map.of("invoice", invoice))
            .getFirst()
            .object("payment")
            .text("payment_intent");
    Map<String, String> byIntent =
        Map.of("payment[type]", "payment_intent", "payment[payment_intent]", intent);
    assertThat(api.list("acct", "/v1/invoice_payments", byIntent))
        .extracting(payment -> payment.text("invoice"))
        .containsExactly(invoice);
  }

  @ParameterizedTest
  @CsvSource({
    "500, stripe.unavailable",
    "503, stripe.unavailable",
    "409, stripe.unavailable",
    "429, stripe.rate_limited"
  })
  void passingFailuresAreTriedAgainUpToALimit(int status, String code) {
    stripe.failNext(status, 2);
    assertThat(api.get("acct", "/v1/prices/price_pro").id()).isEqualTo("price_pro");
    assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));

    stripe.failNext(status, 3);
    assertFails(() -> api.get("acct", "/v1/prices/price_pro"), code);
  }

  @Test
  void aRefusedKeyIsNotTriedAgain() {
    int before = stripe.calls();
    try (StripeApi wrong = api(stripe.base(), "rk_wrong")) {
      assertFails(() -> wrong.get("acct", "/v1/prices/price_pro"), "stripe.key_refused");
    }
    assertThat(stripe.calls() - before).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void nobodyAnswers() {
    URI base = stripe.base();
    stripe.close();
    try (StripeApi unreachable = api(base, "rk")) {
      assertFails(() -> unreachable.get("acct", "/v1/prices/price_pro"), "stripe.unreachable");
    }
    assertThat(pauses).hasSize(2);
  }

  @Test
  void noSecretStandsInAFailure() {
    try (StripeApi wrong = api(stripe.base(), "rk_secret")) {
      assertThatThrownBy(() -> wrong.get("acct", "/v1/prices/price_pro"))
          .hasMessageNotContaining("rk_secret");
    }
  }
}
