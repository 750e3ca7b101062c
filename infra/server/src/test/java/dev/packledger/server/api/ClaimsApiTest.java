package dev.packledger.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import dev.packledger.server.Trade;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A licence without buyer finds one through a link, once. */
@ExtendWith(TestServer.class)
class ClaimsApiTest {
  private final ApiCalls operator;
  private final String slug;
  private final String license;

  ClaimsApiTest(RunningServer server) {
    Trade trade = Trade.begin(server, "claims");
    operator = trade.operator();
    slug = trade.slug();
    license =
        trade.grant(trade.seatedPlan(), 2, "\"customerEmail\": \"kim@%s.example\"".formatted(slug));
  }

  private String link() {
    return operator.post("/api/v1/licenses/" + license + "/claim-links", "{}").is(201).at("/claim");
  }

  @Test
  void whoHasTheLinkFoundsAnOrganisationWithTheLicence() {
    String claim = link();
    String body =
        """
        {"slug": "buyer-%s", "displayName": "Buyer", "ownerEmail": "kim@%s.example"}\
        """
            .formatted(slug, slug);
    String key = UUID.randomUUID().toString();
    ApiCalls claimant = operator.as(claim);
    ApiCalls.Answer founded = claimant.post("/api/v1/claims/organizations", body, key).is(201);
    ApiCalls owner = operator.as(founded.at("/secret"));
    ApiCalls.Answer held =
        owner.get("/api/v1/organizations/" + founded.at("/organization") + "/licenses").is(200);
    assertThat(held.at("/items/0/id")).isEqualTo(license);
    assertThat(held.at("/items/0/status")).isEqualTo("active");
    assertThat(held.json().at("/items/0/customer").isNull()).isTrue();

    assertThat(claimant.post("/api/v1/claims/organizations", body, key).is(201).json())
        .isEqualTo(founded.json());
    claimant
        .post("/api/v1/claims/organizations", body.replace("buyer-", "second-"))
        .isProblem(409, "license.claimed");
    operator
        .post("/api/v1/licenses/" + license + "/claim-links", "{}")
        .isProblem(409, "license.claimed");
  }

  @Test
  void anOrganisationThatExistsTakesTheLicenceOnce() {
    String claim = link();
    String buyer = Trade.organization(operator, "existing").id();
    String body = "{\"claim\": \"" + claim + "\", \"organization\": \"" + buyer + "\"}";
    operator.post("/api/v1/claims", body).is(200);
    operator.post("/api/v1/claims", body).isProblem(409, "license.claimed");
  }

  @Test
  void aLinkThatWasChangedIsNone() {
    String claim = link();
    String forged = claim.substring(0, claim.length() - 1) + (claim.endsWith("A") ? "B" : "A");
    operator.as(forged).get("/api/v1/organizations").isProblem(401, "token.unknown");
    operator
        .post("/api/v1/claims", "{\"claim\": \"x\", \"organization\": \"" + slug + "\"}")
        .isProblem(400, "body.field_invalid");
  }
}
