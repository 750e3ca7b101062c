package dev.packledger.webhooks.stripedouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers the calls that Packledger makes: objects by id, lists with their filters, Stripe's pages,
 * Stripe's errors. Reads alone; {@code expand[]} is not understood.
 */
final class DoubleEndpoints implements HttpHandler {
  private static final int LIMIT_USUAL = 10;

  /** Objects that can be had by id, by the path's collection. */
  private static final Map<String, String> COLLECTIONS =
      Map.ofEntries(
          Map.entry("customers", "customer"),
          Map.entry("prices", "price"),
          Map.entry("subscriptions", "subscription"),
          Map.entry("invoices", "invoice"),
          Map.entry("invoice_payments", "invoice_payment"),
          Map.entry("payment_intents", "payment_intent"),
          Map.entry("charges", "charge"),
          Map.entry("refunds", "refund"),
          Map.entry("disputes", "dispute"),
          Map.entry("events", "event"),
          Map.entry("checkout/sessions", "checkout.session"));

  private final DoubleStore store;
  private final String apiKey;
  private final AtomicReference<Failing> failing = new AtomicReference<>(new Failing(500, 0));
  private final AtomicInteger calls = new AtomicInteger();

  DoubleEndpoints(DoubleStore store, String apiKey) {
    this.store = store;
    this.apiKey = apiKey;
  }

  private record Failing(int status, int times) {}

  /** Fails the next calls with a status. */
  void failNext(int status, int times) {
    failing.set(new Failing(status, times));
  }

  int calls() {
    return calls.get();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] body = Shapes.JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private record Answer(int status, JsonNode body) {}

  private Answer answer(HttpExchange exchange) {
    Failing now = failing.getAndUpdate(next -> new Failing(next.status(), next.times() - 1));
    if (now.times() > 0) {
      return error(now.status(), "api_error", "The double was told to fail.");
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + apiKey).equals(authorization)) {
      return error(401, "invalid_request_error", "Invalid API Key provided");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return error(403, "invalid_request_error", "The restricted key may only read.");
    }
    return answer(exchange.getRequestURI());
  }

  private Answer answer(URI uri) {
    Map<String, String> query = query(uri.getRawQuery());
    String path = uri.getPath();
    if (!path.startsWith("/v1/")) {
      return unknownPath(path);
    }
    String rest = path.substring("/v1/".length());
    if (rest.equals("subscription_items")) {
      return page(uri, query, itemsOf(query.getOrDefault("subscription", "")));
    }
    String kind = COLLECTIONS.get(rest);
    if (kind != null) {
      return page(uri, query, store.list(kind, filter(query)));
    }
    int slash = rest.lastIndexOf('/');
    if (slash < 0) {
      return unknownPath(path);
    }
    String parent = rest.substring(0, slash);
    String last = rest.substring(slash + 1);
    return switch (last) {
      case "lines" -> page(uri, query, linesOf(lastPart(parent)));
      case "line_items" -> page(uri, query, store.linesOf(lastPart(parent)));
      default -> object(COLLECTIONS.getOrDefault(parent, ""), last);
    };
  }

  private Answer object(String kind, String id) {
    Optional<ObjectNode> found =
        store.find(id).filter(object -> object.get("object").stringValue().equals(kind));
    return found
        .map(object -> new Answer(200, object))
        .orElseGet(() -> error(404, "invalid_request_error", "No such object: '" + id + "'"));
  }

  private List<ObjectNode> itemsOf(String subscription) {
    return embedded(subscription, "items");
  }

  private List<ObjectNode> linesOf(String invoice) {
    return embedded(invoice, "lines");
  }

  private List<ObjectNode> embedded(String id, String list) {
    return store
        .find(id)
        .map(
            object ->
                object.get(list).get("data").valueStream().map(ObjectNode.class::cast).toList())
        .orElse(List.of());
  }

  /** Filters as the reference lists them: by field, or by field of an object, {@code a[b]=c}. */
  private static Predicate<JsonNode> filter(Map<String, String> query) {
    Predicate<JsonNode> all = object -> true;
    for (Map.Entry<String, String> entry : query.entrySet()) {
      String pointer = "/" + entry.getKey().replace("[", "/").replace("]", "");
      if (!entry.getKey().equals("limit") && !entry.getKey().equals("starting_after")) {
        all = all.and(object -> object.at(pointer).asString("").equals(entry.getValue()));
      }
    }
    return all;
  }

  private static Answer page(URI uri, Map<String, String> query, List<ObjectNode> objects) {
    int from = 0;
    String after = query.get("starting_after");
    for (int i = 0; after != null && i < objects.size(); i++) {
      if (objects.get(i).get("id").stringValue().equals(after)) {
        from = i + 1;
      }
    }
    int limit = Integer.parseInt(query.getOrDefault("limit", Integer.toString(LIMIT_USUAL)));
    int until = Math.min(objects.size(), from + limit);
    ObjectNode page = Shapes.JSON.createObjectNode();
    page.put("object", "list").put("url", uri.getPath()).put("has_more", until < objects.size());
    page.putArray("data").addAll(objects.subList(from, until));
    return new Answer(200, page);
  }

  private static Answer unknownPath(String path) {
    return error(404, "invalid_request_error", "Unrecognized request URL (GET: " + path + ").");
  }

  private static Answer error(int status, String type, String message) {
    ObjectNode body = Shapes.JSON.createObjectNode();
    body.putObject("error").put("type", type).put("message", message);
    return new Answer(status, body);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            URLDecoder.decode(pair.substring(0, equals), UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return query;
  }
}
