package dev.packledger.webhooks.stripedouble;

import com.stripe.Stripe;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A seller's account at Stripe, played on the loopback address: customers buy, pay, dispute; the
 * objects can be asked for under {@link #base()}, the events are signed and can be delivered in any
 * order. Faithful to the API version of the stripe-java that we are built with for what Packledger
 * calls and reads; it computes no tax, discount or proration.
 */
public final class StripeDouble implements AutoCloseable {
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(20);

  private final Settings settings;
  private final InstantSource clock;
  private final DoubleStore store;
  private final DoubleEndpoints endpoints;
  private final HttpServer server;
  private final ExecutorService threads;
  private final List<SignedEvent> events = new ArrayList<>();

  /**
   * How the account is set up.
   *
   * @param apiKey the restricted key that reads are allowed with
   * @param webhookSecret what events are signed with
   * @param live false for the test mode
   * @param tag stands in every id, so that two doubles share none; letters and digits
   */
  public record Settings(String apiKey, String webhookSecret, boolean live, String tag) {
    public static Settings testMode(String tag) {
      return new Settings("rk_test_" + tag, "whsec_" + tag, false, tag);
    }
  }

  private StripeDouble(Settings settings, InstantSource clock, HttpServer server) {
    this.settings = settings;
    this.clock = clock;
    this.server = server;
    this.store = new DoubleStore(settings.tag());
    this.endpoints = new DoubleEndpoints(store, settings.apiKey());
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Starts it on a free port of the loopback address.
   *
   * @param clock tells when things happen in its world
   */
  public static StripeDouble start(Settings settings, InstantSource clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StripeDouble stripe = new StripeDouble(settings, clock, server);
    server.createContext("/", stripe.endpoints);
    server.setExecutor(stripe.threads);
    server.start();
    return stripe;
  }

  /** Where its API answers, in place of {@code https://api.stripe.com}. */
  public URI base() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  public Settings settings() {
    return settings;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  /**
   * Makes a price that can be bought.
   *
   * @param unitAmount in minor units
   * @param interval month or year; null where it is paid once
   */
  public void price(String id, long unitAmount, String currency, @Nullable String interval) {
    ObjectNode price = Shapes.of("price");
    price.put("id", id).put("created", now()).put("currency", currency);
    price.put("livemode", settings.live()).put("product", store.newId("prod"));
    price.put("unit_amount", unitAmount).put("unit_amount_decimal", Long.toString(unitAmount));
    if (interval != null) {
      price.put("type", "recurring");
      price
          .putObject("recurring")
          .put("interval", interval)
          .put("interval_count", 1)
          .putNull("meter")
          .put("usage_type", "licensed");
    }
    store.put(price);
  }

  /** A customer goes through a checkout that begins a subscription, and pays. */
  public SubscriptionStory checkoutWithSubscription(String price, int quantity, String email) {
    return SubscriptionStory.begin(new World(this, store), price, quantity, email);
  }

  /** A customer pays once. */
  public PurchaseStory oneTimeCheckout(String price, int quantity, String email) {
    return PurchaseStory.begin(new World(this, store), price, quantity, email);
  }

  /** A customer pays once, by a transfer whose money is still on its way. */
  public PurchaseStory oneTimeCheckoutByTransfer(String price, int quantity, String email) {
    return PurchaseStory.beginByTransfer(new World(this, store), price, quantity, email);
  }

  /** Everything that happened so far, in the order it happened. */
  public List<SignedEvent> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /**
   * Posts events to an endpoint, one after the other; returns the statuses.
   *
   * @throws IOException where the endpoint cannot be reached
   */
  public List<Integer> deliver(List<SignedEvent> these, URI endpoint)
      throws IOException, InterruptedException {
    List<Integer> statuses = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (SignedEvent event : these) {
        HttpRequest request =
            HttpRequest.newBuilder(endpoint)
                .timeout(DELIVERY_TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", event.signature())
                .POST(BodyPublishers.ofByteArray(event.body()))
                .build();
        HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
        statuses.add(response.statusCode());
      }
    }
    return statuses;
  }

  /** Makes the next calls of its API fail with a status. */
  public void failNext(int status, int times) {
    endpoints.failNext(status, times);
  }

  /** How many calls its API answered so far. */
  public int calls() {
    return endpoints.calls();
  }

  /** Its clock in whole seconds, as Stripe tells times. */
  long now() {
    return clock.instant().getEpochSecond();
  }

  /** Signs and keeps an event about an object as it is now. */
  void emit(String type, JsonNode object, @Nullable JsonNode previous) {
    Instant at = clock.instant();
    ObjectNode event = Shapes.of("event");
    event.put("id", store.newId("evt")).put("api_version", Stripe.API_VERSION);
    event.put("created", at.getEpochSecond()).put("livemode", settings.live());
    event.put("type", type);
    ObjectNode data = (ObjectNode) event.get("data");
    data.set("object", object.deepCopy());
    if (previous != null) {
      data.set("previous_attributes", previous.deepCopy());
    }
    store.put(event);
    byte[] body = Shapes.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(event);
    SignedEvent signed =
        new SignedEvent(
            event.get("id").stringValue(),
            type,
            body,
            SignedEvent.header(body, settings.webhookSecret(), at));
    synchronized (events) {
      events.add(signed);
    }
  }
}
