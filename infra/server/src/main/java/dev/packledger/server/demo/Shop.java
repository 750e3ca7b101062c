package dev.packledger.server.demo;

import dev.packledger.webhooks.stripedouble.StripeDouble;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The seller's side: what is sold, under which plans, and how payments arrive. */
record Shop(Organization seller, String product) {
  static final String ACCOUNT = "acct_demo";
  static final String PRO_PRICE = "price_pro";
  static final String PERPETUAL_PRICE = "price_team_perpetual";

  /** Opens the shop, or finds it as an earlier run left it. */
  static Shop open(ApiClient operator, StripeDouble stripe) {
    Organization seller = Organization.register(operator, "acme", "Acme");
    seller.create("namespaces", "acme", Map.of("ecosystem", "npm", "name", "@acme"));
    String core = seller.create("packages", "core", npm(Wares.CORE));
    String ui = seller.create("packages", "ui", npm(Wares.UI));
    Shop shop = new Shop(seller, seller.create("products", "ui", Map.of("name", "Acme UI")));
    shop.add(core, List.of());
    shop.add(ui, List.of(core));
    shop.plan("Pro", PRO_PRICE, terms("subscription", 7, null, core, ui));
    shop.plan("Team perpetual", PERPETUAL_PRICE, terms("perpetual", 0, "P1Y", core, ui));
    stripe.price(PRO_PRICE, 4900, "eur", "month");
    stripe.price(PERPETUAL_PRICE, 99000, "eur", null);
    shop.connect(stripe.settings());
    return shop;
  }

  private static Map<String, Object> npm(String name) {
    return Map.of("ecosystem", "npm", "name", name);
  }

  private void add(String pkg, List<String> privateDependencies) {
    seller
        .owner()
        .post(
            "/api/v1/products/" + product + "/packages",
            "demo/add/" + pkg,
            Map.of("pkg", pkg, "privateDependencies", privateDependencies))
        .expect(204);
  }

  private void plan(String name, String price, Map<String, Object> terms) {
    seller
        .owner()
        .post(
            "/api/v1/products/" + product + "/plans",
            "demo/plan/" + price,
            Map.of("name", name, "terms", terms, "prices", List.of(price)))
        .expect(201);
  }

  private void connect(StripeDouble.Settings account) {
    seller
        .owner()
        .post(
            seller.path("/payment-accounts"),
            "demo/account",
            Map.of(
                "provider",
                "stripe",
                "account",
                ACCOUNT,
                "live",
                account.live(),
                "restrictedKey",
                account.apiKey(),
                "webhookSecret",
                account.webhookSecret()))
        .expect(201);
  }

  /**
   * One to three seats for members and pipelines; a lapse keeps covered releases.
   *
   * @param updates an ISO period after the purchase; null for while the licence is active
   */
  private static Map<String, Object> terms(
      String kind, int graceDays, @Nullable String updates, String... packages) {
    Map<String, Object> terms = new HashMap<>();
    terms.put("kind", kind);
    terms.put("packages", Arrays.asList(packages));
    terms.put("seats", Map.of("minimum", 1, "maximum", 3, "counted", "both"));
    terms.put(
        "updates",
        updates == null
            ? Map.of("type", "while_active")
            : Map.of("type", "for_period", "period", updates));
    terms.put("versions", null);
    terms.put("channels", List.of());
    terms.put("onLapse", "keep_covered_releases");
    terms.put("graceDays", graceDays);
    Map<String, Object> tokens = new HashMap<>();
    tokens.put("lifetimeDays", null);
    tokens.put("addresses", List.of());
    terms.put("tokens", tokens);
    return terms;
  }
}
