package dev.packledger.acceptance.story;

import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.story.Tools.Ware;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A seller who publishes one product in every ecosystem with its own tools: {@code ui}, which needs
 * {@code core}, and {@code hidden}, which nobody is sold.
 *
 * @param publisher the secret of a token that publishes
 * @param plan three seats, keeps covered releases
 */
record Bazaar(
    Marketplace market, Organization acme, String publisher, String product, String plan) {
  static final String CORE = "core";
  static final String UI = "ui";
  static final String HIDDEN = "hidden";
  private static final String PRICE = "price_everything";

  /** Publishes everything by native tools, and puts it up for sale. */
  static Bazaar open(Marketplace market, List<Tools> all) {
    Organization acme = market.organization(Wares.SCOPE);
    String publisher =
        acme.token(acme.member("publisher@acme.example", "publisher"), "publish").secret();
    for (Tools tools : all) {
      tools.prepare(acme);
      for (String version : List.of("1.0.0", "1.1.0")) {
        tools.publish(acme, publisher, Ware.of(CORE, version)).succeeded();
        tools.publish(acme, publisher, new Ware(UI, version, Map.of(CORE, "1.0.0"))).succeeded();
      }
      tools.publish(acme, publisher, Ware.of(HIDDEN, "1.0.0")).succeeded();
    }
    return sell(market, acme, publisher, all);
  }

  private static Bazaar sell(
      Marketplace market, Organization acme, String publisher, List<Tools> all) {
    Map<String, String> ids = packages(acme);
    String product =
        acme.api().post(acme.path("/products"), Map.of("name", "Acme UI")).is(201).at("/id");
    List<String> sold = new ArrayList<>();
    for (Tools tools : all) {
      String core = ids.getOrDefault(key(tools, CORE), "");
      String ui = ids.getOrDefault(key(tools, UI), "");
      add(acme, product, core, List.of());
      add(acme, product, ui, List.of(core));
      sold.addAll(List.of(core, ui));
    }
    Map<String, Object> terms =
        Shop.terms("subscription", "keep_covered_releases", 7, null, sold.toArray(String[]::new));
    String plan =
        acme.api()
            .post(
                "/api/v1/products/" + product + "/plans",
                Map.of("name", "Everything", "terms", terms, "prices", List.of(PRICE)))
            .is(201)
            .at("/id");
    market.stripe().price(PRICE, 9900, "eur", "month");
    Shop.connect(acme, market);
    return new Bazaar(market, acme, publisher, product, plan);
  }

  private static String key(Tools tools, String word) {
    return tools.ecosystem() + ' ' + tools.name(word);
  }

  /** The ids of the seller's packages, by ecosystem and name. */
  static Map<String, String> packages(Organization acme) {
    Map<String, String> ids = new HashMap<>();
    for (JsonNode pkg :
        acme.api().get(acme.path("/packages?limit=200")).is(200).json().get("items")) {
      ids.put(
          pkg.get("ecosystem").asString() + ' ' + pkg.get("name").asString(),
          pkg.get("id").asString());
    }
    return ids;
  }

  private static void add(Organization acme, String product, String pkg, List<String> needs) {
    acme.api()
        .post(
            "/api/v1/products/" + product + "/packages",
            Map.of("pkg", pkg, "privateDependencies", needs))
        .is(204);
  }

  /** One purchase by a stranger with a card; the licence stands when this returns. */
  SubscriptionStory purchase(Instant now) {
    SubscriptionStory subscription =
        market.stripe().checkoutWithSubscription(PRICE, 3, "buyer@initech.example");
    market.deliver(subscription.beginning(), now);
    Marketplace.await("a licence of the checkout", () -> licenses().size() == 1);
    return subscription;
  }

  JsonNode licenses() {
    return acme.api().get(acme.path("/licenses?side=sold")).is(200).json().get("items");
  }

  /** Follows the seller's signed link of the only licence into a new organisation. */
  Organization claim(String license, String slug) {
    Reply link = acme.api().post("/api/v1/licenses/" + license + "/claim-links", Map.of()).is(201);
    Map<String, String> wish =
        Map.of("slug", slug, "displayName", slug, "ownerEmail", "owner@" + slug + ".example");
    Reply founded =
        market.operator().as(link.at("/claim")).post("/api/v1/claims/organizations", wish).is(201);
    return new Organization(
        market,
        slug,
        founded.at("/organization"),
        founded.at("/owner"),
        market.operator().as(founded.at("/secret")));
  }

  /** Grants a licence by the API. */
  String grant(Organization buyer, Instant startsAt, Instant paidThrough) {
    return acme.api()
        .post(
            acme.path("/licenses"),
            Map.of(
                "plan", plan,
                "seats", 1,
                "buyer", buyer.id(),
                "startsAt", startsAt.toString(),
                "paidThrough", paidThrough.toString()))
        .is(201)
        .at("/id");
  }

  /** The id of a release, as the API lists it. */
  String release(Tools tools, String word, String version) {
    String pkg = packages(acme).getOrDefault(key(tools, word), "");
    for (JsonNode release :
        acme.api().get("/api/v1/packages/" + pkg + "/releases").is(200).json()) {
      if (release.get("version").asString().equals(version)) {
        return release.get("id").asString();
      }
    }
    throw new AssertionError("no release " + word + " " + version);
  }
}
