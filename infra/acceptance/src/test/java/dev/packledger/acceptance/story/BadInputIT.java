package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.running.Reply;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.products.PlanId;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is wrong with what comes in is said by a stable code, at every door of the program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String PACKAGE = "/acme/npm/@acme%2fcore";

  @TempDir static @Nullable Path folder;

  private @Nullable Marketplace opened;
  private @Nullable Shop shop;
  private @Nullable Api publisher;

  @BeforeAll
  void open() {
    Marketplace market = Marketplace.open(Objects.requireNonNull(folder), RealTime.CLOCK);
    opened = market;
    Shop begun = Shop.open(market);
    shop = begun;
    publisher = market.operator().as(begun.acme().token(begun.acme().owner(), "publish").secret());
  }

  /** Nothing that came in made the program print a stack trace. */
  @AfterAll
  void close() {
    Marketplace market = Objects.requireNonNull(opened);
    market.close();
    assertThat(market.server().output()).doesNotContain("stack_trace", "\tat ", "server.failed");
  }

  private Marketplace market() {
    return Objects.requireNonNull(opened);
  }

  private Organization acme() {
    return Objects.requireNonNull(shop).acme();
  }

  private Reply upload(String body) {
    return Objects.requireNonNull(publisher)
        .send("PUT", PACKAGE, BodyPublishers.ofString(body), Map.of());
  }

  private static String publication(String version, byte[] tarball) {
    String file = "core-" + version + ".tgz";
    return """
    {"_id": "@acme/core", "name": "@acme/core", "dist-tags": {"latest": "%s"},
     "versions": {"%s": {"name": "@acme/core", "version": "%s",
       "dist": {"tarball": "http://localhost/%s"}}},
     "_attachments": {"%s": {"content_type": "application/octet-stream", "data": "%s",
       "length": %d}}}\
    """
        .formatted(
            version,
            version,
            version,
            file,
            file,
            Base64.getEncoder().encodeToString(tarball),
            tarball.length);
  }

  private static void isTold(Reply reply, int status, String code) {
    assertThat(reply.is(status).at("/code")).isEqualTo(code);
  }

  @Test
  void documentsThatAreNoPublication() {
    isTold(upload("{\"name\": "), 400, "npm.body_malformed");
    isTold(upload("[]"), 400, "npm.body_malformed");
    isTold(
        upload(publication("1.0.0", new byte[0]).replace("@acme/core\"", "@acme/other\"")),
        400,
        "npm.name_mismatch");
    isTold(upload(publication("one", new byte[0])), 400, "npm.version_invalid");
  }

  @Test
  void filesThatAreNoTarball() {
    byte[] text = "no archive".getBytes(StandardCharsets.UTF_8);
    isTold(upload(publication("1.0.0", text)), 400, "archive.malformed");
    isTold(
        upload(publication("1.0.0", text).replace("\"length\": 10", "\"length\": 11")),
        400,
        "npm.integrity_mismatch");
    Reply none = Objects.requireNonNull(publisher).get(PACKAGE);
    assertThat(none.text()).doesNotContain("1.0.0");
  }

  @Test
  void bodiesThatAreTooLarge() {
    String large = "{\"name\": \"@acme/core\", \"readme\": \"" + "x".repeat(17 << 20) + "\"}";
    isTold(upload(large), 413, "npm.body_too_large");
    Map<String, String> wish = Map.of("name", "x".repeat(2 << 20));
    acme().api().post(acme().path("/products"), wish).isProblem(413, "body.too_large");
  }

  @Test
  void fieldsThatNobodyKnowsAndWrongTypes() {
    Api api = acme().api();
    String products = acme().path("/products");
    api.post(products, Map.of("name", "A", "colour", "red")).isProblem(400, "body.unknown_field");
    api.post(products, Map.of("name", 7)).isProblem(400, "body.field_invalid");
    api.post(products, Map.of()).isProblem(400, "body.field_missing");
    api.get("/api/v1/licenses/lic_short").isProblem(400, "id.invalid");
    api.get("/api/v1/licenses/" + IdText.of("lic", IdText.derived("lic", "nobody's")))
        .isProblem(404, "license.unknown");
  }

  @Test
  void tokensThatAreCutOffExpiredOrInvented() {
    Organization.Token whole = acme().token(acme().owner(), "manage");
    String secret = whole.secret();
    Api api = acme().api();
    String path = acme().path("/tokens");
    api.as(secret).get(path).is(200);
    api.as(secret.substring(0, secret.length() - 1)).get(path).isProblem(401, "token.unknown");
    api.as("plk_").get(path).isProblem(401, "token.unknown");
    api.as("").get(path).isProblem(401, "credential.missing");

    Map<String, Object> brief = new HashMap<>();
    brief.put("holder", acme().owner());
    brief.put("name", "brief");
    brief.put("scopes", List.of("manage", "read"));
    brief.put("expiresAt", RealTime.CLOCK.instant().plusSeconds(2).toString());
    String expiring = api.post(path, brief).is(201).at("/secret");
    Marketplace.await("the token ends", () -> api.as(expiring).get(path).status() != 200);
    api.as(expiring).get(path).isProblem(401, "token.expired");
    isTold(api.as(expiring).get("/acme/npm/-/whoami"), 401, "token.expired");
  }

  @Test
  void plansAndPricesThatNobodySells() {
    Map<String, Object> grant = new HashMap<>();
    grant.put("plan", new PlanId(IdText.derived(PlanId.PREFIX, "none")).value());
    grant.put("seats", 1);
    grant.put("buyer", acme().id());
    acme().api().post(acme().path("/licenses"), grant).isProblem(404, "plan.unknown");

    market().stripe().price("price_unheard_of", 100, "eur", "month");
    var story =
        market().stripe().checkoutWithSubscription("price_unheard_of", 1, "kim@globex.example");
    market().deliver(story.beginning(), RealTime.CLOCK.instant());
    Marketplace.await("the inbox tells of the price", () -> codes().contains("price.unknown"));
  }

  private List<String> codes() {
    JsonNode items =
        acme()
            .api()
            .get(acme().path("/inbox/" + Marketplace.ACCOUNT + "?limit=200"))
            .is(200)
            .json()
            .get("items");
    return items.findValuesAsString("code");
  }

  @Test
  void webhooksForNobodyOrSignedByNobody() {
    Api stranger = market().operator().as("");
    isTold(
        stranger.post("/webhooks/stripe/acct_nobody", Map.of("id", "evt_1")),
        404,
        "webhook.account_unknown");
    String ours = "/webhooks/stripe/" + Marketplace.ACCOUNT;
    isTold(stranger.post(ours, Map.of("id", "evt_1")), 400, "webhook.signature_missing");
    isTold(
        stranger.send(
            "POST",
            ours,
            BodyPublishers.ofString("{}"),
            Map.of("Stripe-Signature", "t=1,v1=" + "0".repeat(64))),
        400,
        "webhook.signature_invalid");
  }
}
