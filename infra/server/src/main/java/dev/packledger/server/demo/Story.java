package dev.packledger.server.demo;

import dev.packledger.webhooks.stripedouble.SignedEvent;
import dev.packledger.webhooks.stripedouble.StripeDouble;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A payment becomes a licence, a licence becomes packages, a revocation ends it. Told again on the
 * same data it finds what is there and adds only a new revocation.
 */
final class Story {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final List<String> READ = List.of("read");
  private static final String CORE_DOCUMENT = "@acme%2fcore";

  private final ApiClient operator;
  private final StripeDouble stripe;
  private final Consumer<String> progress;

  /**
   * What is to be tried by hand afterwards.
   *
   * @param member the token of a person with a seat
   * @param revoked the secret of a token that worked once
   */
  record Told(Organization seller, Organization buyer, Organization.Token member, String revoked) {}

  Story(ApiClient operator, StripeDouble stripe, Consumer<String> progress) {
    this.operator = operator;
    this.stripe = stripe;
    this.progress = progress;
  }

  /**
   * @throws DemoFailure where the server answers something else than it must
   */
  Told tell() {
    Shop shop = Shop.open(operator, stripe);
    Organization seller = shop.seller();
    progress.accept("Acme sells \"Acme UI\" under the plans \"Pro\" and \"Team perpetual\"");
    String publisher = seller.member("publisher", "publisher");
    String unused = seller.auditor("auditor");
    Organization.Token publishing = seller.token(publisher, "publishing", List.of("publish"));
    int releases = new Wares(seller, operator.as(publishing.secret())).publishAll();
    progress.accept(
        "Acme has published %d releases of %s and %s".formatted(releases, Wares.CORE, Wares.UI));
    JsonNode license = sell(seller);
    String id = license.get("id").asString();
    Organization buyer = Organization.register(operator, "initech", "Initech");
    claim(seller, license, buyer);
    progress.accept("Initech has claimed it by a signed link; the timeline says why:");
    timeline(seller, id);
    Organization.Token member = seats(buyer, id);
    String revoked = revocation(buyer);
    return new Told(seller, buyer, member, revoked);
  }

  /** The licence of the checkout; the provider tells of it by signed webhooks. */
  private JsonNode sell(Organization seller) {
    JsonNode licenses = sold(seller);
    if (licenses.isEmpty()) {
      List<SignedEvent> events =
          stripe.checkoutWithSubscription(Shop.PRO_PRICE, 3, "buyer@initech.example").beginning();
      deliver(events);
      progress.accept("A checkout of three seats of \"Pro\": %d webhooks".formatted(events.size()));
      for (long waited = 0; licenses.isEmpty(); waited += LOOK_AGAIN.toMillis()) {
        if (waited > PATIENCE.toMillis()) {
          throw new DemoFailure("the webhooks do not become a licence");
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        licenses = sold(seller);
      }
    }
    JsonNode license = licenses.get(0);
    progress.accept("The payment is a licence: " + license.get("id").asString());
    return license;
  }

  private static JsonNode sold(Organization seller) {
    return seller.owner().get(seller.path("/licenses?side=sold")).expect(200).json().get("items");
  }

  private void deliver(List<SignedEvent> events) {
    URI endpoint = URI.create(operator.server() + "/webhooks/stripe/" + Shop.ACCOUNT);
    try {
      for (int status : stripe.deliver(events, endpoint)) {
        if (status != 200) {
          throw new DemoFailure("a webhook was answered with " + status);
        }
      }
    } catch (IOException failed) {
      throw new DemoFailure("a webhook was not answered", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted", interrupted);
    }
  }

  private static void claim(Organization seller, JsonNode license, Organization buyer) {
    if (license.hasNonNull("buyer")) {
      return;
    }
    String path = "/api/v1/licenses/" + license.get("id").asString() + "/claim-links";
    String claim =
        seller.owner().post(path, UUID.randomUUID().toString(), Map.of()).expect(201).at("/claim");
    buyer
        .owner()
        .post("/api/v1/claims", "demo/claim", Map.of("claim", claim, "organization", buyer.id()))
        .expect(200, 204);
  }

  private void timeline(Organization seller, String license) {
    ApiClient.Reply entries =
        seller.owner().get(seller.path("/timeline?limit=5&license=" + license)).expect(200);
    for (JsonNode entry : entries.json().get("items")) {
      progress.accept("  " + entry.path("sentence").asString());
    }
  }

  /** Two people and a pipeline; answers the first one's token. */
  private Organization.Token seats(Organization buyer, String license) {
    String ann = buyer.member("ann", "member");
    for (String holder : List.of(ann, buyer.member("bob", "member"), buyer.pipeline("ci"))) {
      buyer
          .owner()
          .put("/api/v1/licenses/" + license + "/seats/" + holder, Map.of())
          .expect(200, 204);
      buyer.token(holder, "first of " + holder, READ);
    }
    progress.accept("Ann, Bob and the pipeline ci of Initech have seats and tokens");
    return buyer.token(ann, "first of " + ann, READ);
  }

  /** A token that works, is revoked, and works no more; answers its secret. */
  private String revocation(Organization buyer) {
    String bob = buyer.member("bob", "member");
    Organization.Token lost = buyer.token(bob, "laptop " + UUID.randomUUID(), READ);
    ApiClient asBob = operator.as(lost.secret());
    String document = "/" + buyer.slug() + "/npm/" + CORE_DOCUMENT;
    asBob.get(document).expect(200);
    ApiClient.Reply ended = buyer.owner().delete("/api/v1/tokens/" + lost.id()).expect(200, 204);
    ApiClient.Reply refused = asBob.get(document).expect(401);
    ApiClient.Reply receipt = buyer.owner().get("/api/v1/receipts/" + ended.position()).expect(200);
    JsonNode reason = buyer.owner().get("/api/v1/denials/" + refused.denial()).expect(200).json();
    progress.accept(
        "Bob's laptop is lost, its token revoked; the next request: %d %s"
            .formatted(refused.status(), reason.get("reason").asString()));
    progress.accept("The receipt of the revocation: " + receipt.text());
    return lost.secret();
  }
}
