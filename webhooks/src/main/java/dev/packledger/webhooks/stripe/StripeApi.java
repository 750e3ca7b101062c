package dev.packledger.webhooks.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.webhooks.inbox.ProviderFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks Stripe's API what webhooks leave out, with the seller's restricted key and read access
 * alone. Every call names the API version, so the answer's shape does not depend on the seller's
 * settings.
 */
public final class StripeApi implements AutoCloseable {
  /** Where Stripe answers. */
  public static final URI STRIPE = URI.create("https://api.stripe.com");

  /** The version whose shape {@link Snapshot} reads: that of the stripe-java we are built with. */
  public static final String VERSION = com.stripe.Stripe.API_VERSION;

  private static final int PAGE_LIMIT = 100;
  private static final int PAGES_MAX = 50;
  private static final int BODY_BYTES_MAX = 8 * 1024 * 1024;

  private final URI base;
  private final UnaryOperator<String> keys;
  private final Retry retry;
  private final HttpClient http;

  /**
   * @param base where the API answers: {@link #STRIPE}, or a double's address
   * @param keys the restricted key of an account
   */
  public StripeApi(URI base, UnaryOperator<String> keys, Retry retry) {
    this.base = base;
    this.keys = keys;
    this.retry = retry;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(retry.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * How long and how often a call is tried before the inbox takes over with its own, longer delays.
   *
   * @param attempts at least 1
   * @param pause waits; given to be replaced where nothing shall wait
   */
  public record Retry(
      Duration timeout, int attempts, Duration firstPause, Consumer<Duration> pause) {}

  @Override
  public void close() {
    http.close();
  }

  /** One object by its path, such as {@code /v1/invoices/in_1}. */
  StripeObject get(String account, String path) {
    return get(account, path, Map.of());
  }

  /** All objects of a list, page by page. */
  List<StripeObject> list(String account, String path, Map<String, String> query) {
    List<StripeObject> all = new ArrayList<>();
    Map<String, String> next = new LinkedHashMap<>(query);
    next.put("limit", Integer.toString(PAGE_LIMIT));
    for (int page = 0; page < PAGES_MAX; page++) {
      StripeObject answer = get(account, path, next);
      List<StripeObject> objects = read(() -> answer.array("data"));
      all.addAll(objects);
      if (objects.isEmpty() || !read(() -> answer.flag("has_more"))) {
        return all;
      }
      next.put("starting_after", read(objects.getLast()::id));
    }
    throw new ProviderFailure("stripe.answer_malformed", "A list of Stripe's API has no end.");
  }

  /**
   * An object with its lists made whole: events and answers carry the first ten lines of an invoice
   * or items of a subscription.
   */
  StripeObject completed(String account, StripeObject object) {
    return completed(account, completed(account, object, "lines"), "items");
  }

  private StripeObject completed(String account, StripeObject object, String field) {
    StripeObject list = object.optionalObject(field);
    if (list == null || !list.flag("has_more")) {
      return object;
    }
    URI url = URI.create(list.text("url"));
    Map<String, String> query = new LinkedHashMap<>();
    if (url.getQuery() != null) {
      for (String pair : url.getQuery().split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    ObjectNode whole = (ObjectNode) object.node().deepCopy();
    ArrayNode data = whole.withObject(field).putArray("data");
    list(account, url.getPath(), query).forEach(element -> data.add(element.node()));
    whole.withObject(field).put("has_more", false);
    return new StripeObject(whole);
  }

  /** Reads an answer; one of another form than the API reference gives is a failure. */
  static <T> T read(java.util.function.Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StripeObject.Malformed malformed) {
      throw new ProviderFailure(
          "stripe.answer_malformed", "Stripe's API answered what we cannot read.", malformed);
    }
  }

  private StripeObject get(String account, String path, Map<String, String> query) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path + queryText(query)))
            .timeout(retry.timeout())
            .header("Authorization", "Bearer " + keys.apply(account))
            .header("Stripe-Version", VERSION)
            .header("Accept", "application/json")
            .GET()
            .build();
    Duration pause = retry.firstPause();
    for (int attempt = 1; ; attempt++) {
      ProviderFailure failure;
      try {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
          if (response.statusCode() == 200) {
            return object(body);
          }
        }
        failure = refusal(response.statusCode(), path);
      } catch (IOException unreachable) {
        failure =
            new ProviderFailure(
                "stripe.unreachable", "Stripe's API could not be reached.", unreachable);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ProviderFailure(
            "stripe.unreachable", "The call of Stripe's API was interrupted.", interrupted);
      }
      if (attempt >= retry.attempts() || !isPassing(failure)) {
        throw failure;
      }
      retry.pause().accept(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static StripeObject object(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(BODY_BYTES_MAX);
    return StripeJson.text(bytes)
        .flatMap(StripeJson::object)
        .map(StripeObject::new)
        .orElseThrow(
            () ->
                new ProviderFailure(
                    "stripe.answer_malformed", "Stripe's API answered something else than JSON."));
  }

  private static boolean isPassing(ProviderFailure failure) {
    return failure.code().equals("stripe.unreachable")
        || failure.code().equals("stripe.unavailable")
        || failure.code().equals("stripe.rate_limited");
  }

  private static ProviderFailure refusal(int status, String path) {
    String about = " (" + status + " for " + path + ")";
    return switch (status) {
      case 401, 403 ->
          new ProviderFailure(
              "stripe.key_refused", "Stripe does not accept the restricted key" + about + ".");
      case 404 -> new ProviderFailure("stripe.not_found", "Stripe does not know it" + about + ".");
      case 429 ->
          new ProviderFailure("stripe.rate_limited", "Stripe asks us to wait" + about + ".");
      default ->
          status >= 500 || status == 409
              ? new ProviderFailure("stripe.unavailable", "Stripe cannot answer now" + about + ".")
              : new ProviderFailure("stripe.refused", "Stripe refused the call" + about + ".");
    };
  }

  private static String queryText(Map<String, String> query) {
    if (query.isEmpty()) {
      return "";
    }
    StringJoiner text = new StringJoiner("&", "?", "");
    query.forEach((name, value) -> text.add(encoded(name) + "=" + encoded(value)));
    return text.toString();
  }

  private static String encoded(@Nullable String text) {
    return URLEncoder.encode(text == null ? "" : text, UTF_8);
  }
}
