package dev.packledger.acceptance.story;

import dev.packledger.acceptance.clients.HexCore;
import dev.packledger.acceptance.clients.HexSource;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.running.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A seller of Hex packages: {@code acme_ui}, which needs {@code acme_core}, under one plan.
 *
 * @param publisher a token that publishes and nothing else
 */
record HexShop(Organization acme, HexCore hexCore, String publisher, String plan) {
  static final String UI = "acme_ui";
  static final String CORE = "acme_core";

  static HexShop open(Path folder, Marketplace market) {
    Organization acme = market.organization("acme");
    String core = register(acme, CORE);
    String ui = register(acme, UI);
    String product =
        acme.api().post(acme.path("/products"), Map.of("name", "Acme UI")).is(201).at("/id");
    for (String pkg : List.of(core, ui)) {
      acme.api()
          .post(
              "/api/v1/products/" + product + "/packages",
              Map.of("pkg", pkg, "privateDependencies", pkg.equals(ui) ? List.of(core) : List.of()))
          .is(204);
    }
    String plan =
        acme.api()
            .post(
                "/api/v1/products/" + product + "/plans",
                Map.of(
                    "name",
                    "Pro",
                    "terms",
                    Shop.terms("subscription", "keep_covered_releases", 0, null, core, ui),
                    "prices",
                    List.of("price_hex")))
            .is(201)
            .at("/id");
    String member = acme.member("publisher@acme.example", "publisher");
    String publisher = acme.token(member, "publish").secret();
    return new HexShop(acme, HexCore.create(folder), publisher, plan);
  }

  private static String register(Organization acme, String name) {
    return acme.api()
        .post(acme.path("/packages"), Map.of("ecosystem", "hex", "name", name))
        .is(201)
        .at("/id");
  }

  /** Where hex_core and mix publish. */
  URI api() {
    return URI.create(hexOf(acme) + "/api");
  }

  /** Publishes with hex_core. */
  Ran publish(String name, String version, String... dependencies) {
    String[] arguments = new String[dependencies.length + 2];
    arguments[0] = name;
    arguments[1] = version;
    System.arraycopy(dependencies, 0, arguments, 2, dependencies.length);
    return task("publish", arguments);
  }

  Ran task(String task, String... arguments) {
    return hexCore.run(api(), publisher, task, arguments);
  }

  /** Grants a licence by hand. */
  String grant(Organization buyer, Instant startsAt, Instant paidThrough) {
    Map<String, Object> grant = new HashMap<>();
    grant.put("plan", plan);
    grant.put("seats", 3);
    grant.put("buyer", buyer.id());
    grant.put("startsAt", startsAt.toString());
    grant.put("paidThrough", paidThrough.toString());
    return acme.api().post(acme.path("/licenses"), grant).is(201).at("/id");
  }

  /** A member of a buyer, with a seat under a licence, and a token to install with. */
  static Organization.Token seated(Organization buyer, String license, String email) {
    String member = buyer.member(email, "member");
    buyer.api().put("/api/v1/licenses/" + license + "/seats/" + member, Map.of()).is(204);
    return buyer.token(member, "read");
  }

  static URI hexOf(Organization organization) {
    return organization.market().server().address().resolve("/" + organization.slug() + "/hex");
  }

  /** A buyer's repository as the API tells of it. */
  static HexSource source(Organization buyer, String token) {
    Reply told = buyer.api().get(buyer.path("/hex-repository")).is(200);
    return new HexSource(
        told.at("/name"), URI.create(told.at("/url")), told.at("/publicKey"), token);
  }

  static String fingerprint(Organization buyer) {
    return buyer.api().get(buyer.path("/hex-repository")).is(200).at("/fingerprint");
  }
}
