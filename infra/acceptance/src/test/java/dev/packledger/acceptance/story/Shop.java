package dev.packledger.acceptance.story;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The seller of the story: owns the scope {@code @acme}, sells one product with both packages under
 * two plans, and has connected a payment account.
 *
 * @param pro three seats, seven days of grace, keeps covered releases
 * @param perpetual updates for one year
 */
record Shop(
    Organization acme, String product, String core, String ui, String pro, String perpetual) {
  static final String PRO_PRICE = "price_pro";
  static final String PERPETUAL_PRICE = "price_perpetual";

  /** Sets the shop up by the API alone. */
  static Shop open(Marketplace market) {
    Organization acme = market.organization(Wares.SCOPE);
    acme.api().post(acme.path("/namespaces"), Map.of("ecosystem", "npm", "name", "@acme")).is(201);
    String core = register(acme, Wares.CORE);
    String ui = register(acme, Wares.UI);
    String product =
        acme.api().post(acme.path("/products"), Map.of("name", "Acme UI")).is(201).at("/id");
    add(acme, product, core, List.of());
    add(acme, product, ui, List.of(core));
    String pro =
        plan(
            acme,
            product,
            "Pro",
            PRO_PRICE,
            terms("subscription", "keep_covered_releases", 7, null, core, ui));
    String perpetual =
        plan(
            acme,
            product,
            "Team perpetual",
            PERPETUAL_PRICE,
            terms("perpetual", "keep_covered_releases", 0, "P1Y", core, ui));
    market.stripe().price(PRO_PRICE, 4900, "eur", "month");
    market.stripe().price(PERPETUAL_PRICE, 99000, "eur", null);
    connect(acme, market);
    return new Shop(acme, product, core, ui, pro, perpetual);
  }

  /** Connects the seller's account at the payment provider. */
  static void connect(Organization acme, Marketplace market) {
    acme.api()
        .post(
            acme.path("/payment-accounts"),
            Map.of(
                "provider",
                "stripe",
                "account",
                Marketplace.ACCOUNT,
                "live",
                false,
                "restrictedKey",
                market.stripe().settings().apiKey(),
                "webhookSecret",
                market.stripe().settings().webhookSecret()))
        .is(201);
  }

  private static String register(Organization acme, String name) {
    return acme.api()
        .post(acme.path("/packages"), Map.of("ecosystem", "npm", "name", name))
        .is(201)
        .at("/id");
  }

  private static void add(Organization acme, String product, String pkg, List<String> needs) {
    acme.api()
        .post(
            "/api/v1/products/" + product + "/packages",
            Map.of("pkg", pkg, "privateDependencies", needs))
        .is(204);
  }

  private static String plan(
      Organization acme, String product, String name, String price, Map<String, Object> terms) {
    return acme.api()
        .post(
            "/api/v1/products/" + product + "/plans",
            Map.of("name", name, "terms", terms, "prices", List.of(price)))
        .is(201)
        .at("/id");
  }

  /**
   * Terms as the API spells them: seats for members and pipelines, every channel and version.
   *
   * @param updates an ISO period; null for while active
   */
  static Map<String, Object> terms(
      String kind, String onLapse, int graceDays, @Nullable String updates, String... packages) {
    Map<String, Object> terms = new HashMap<>();
    terms.put("kind", kind);
    terms.put("packages", Arrays.asList(packages));
    Map<String, Object> seats = new HashMap<>();
    seats.put("minimum", 1);
    seats.put("maximum", 3);
    seats.put("counted", "both");
    terms.put("seats", seats);
    terms.put(
        "updates",
        updates == null
            ? Map.of("type", "while_active")
            : Map.of("type", "for_period", "period", updates));
    terms.put("versions", null);
    terms.put("channels", List.of());
    terms.put("onLapse", onLapse);
    terms.put("graceDays", graceDays);
    Map<String, Object> tokens = new HashMap<>();
    tokens.put("lifetimeDays", null);
    tokens.put("addresses", List.of());
    terms.put("tokens", tokens);
    return terms;
  }

  /** The licences that the shop sold, as the API lists them. */
  tools.jackson.databind.JsonNode licenses() {
    return acme.api().get(acme.path("/licenses?side=sold")).is(200).json().get("items");
  }
}
