package dev.packledger.server.history;

import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.demo.ApiClient;
import dev.packledger.server.demo.NpmPublishing;
import java.util.Map;
import java.util.UUID;

/**
 * A seller, a buyer with a licence for one package, and somebody who has nothing to do with it, on
 * a running server.
 *
 * @param pkg the npm package, one release of which is published: {@code 1.0.0}
 * @param member of the buyer, with a seat
 * @param reader the member's token
 * @param sellerAudit a token with the scopes audit and decide, as the two others are
 */
record Sale(
    ApiCalls operator,
    String slug,
    String pkg,
    String license,
    String member,
    Issued reader,
    Issued sellerAudit,
    Issued buyerAudit,
    Issued strangerAudit) {
  private static final String TERMS =
      """
      {"kind": "subscription", "packages": ["%s"],
       "seats": {"minimum": 1, "maximum": 3, "counted": "both"},
       "updates": {"type": "while_active"}, "channels": [],
       "onLapse": "keep_covered_releases", "graceDays": 7, "tokens": {"addresses": []}}\
      """;

  record Issued(String id, String secret) {}

  private record Organization(String id, String owner) {}

  static Sale on(RunningServer server) {
    ApiCalls operator = ApiCalls.operator(server);
    String slug = "sale-" + UUID.randomUUID().toString().substring(0, 8);
    Organization seller = organization(operator, slug);
    Organization buyer = organization(operator, "buyer-" + slug);
    Organization stranger = organization(operator, "stranger-" + slug);
    String name = "@" + slug + "/core";
    String root = "/api/v1/organizations/" + seller.id();
    operator
        .post(root + "/namespaces", "{\"ecosystem\": \"npm\", \"name\": \"" + slug + "\"}")
        .is(201);
    String pkg =
        operator
            .post(root + "/packages", "{\"ecosystem\": \"npm\", \"name\": \"" + name + "\"}")
            .is(201)
            .at("/id");
    String publisher = issue(operator, seller, "\"read\", \"publish\"").secret();
    try (ApiClient client = ApiClient.of(server.address(), publisher)) {
      NpmPublishing.publish(client, "/" + slug + "/npm/", name, "1.0.0", "latest", Map.of());
    }
    String product = operator.post(root + "/products", "{\"name\": \"Core\"}").is(201).at("/id");
    operator
        .post("/api/v1/products/" + product + "/packages", "{\"pkg\": \"" + pkg + "\"}")
        .is(204);
    String plan =
        operator
            .post(
                "/api/v1/products/" + product + "/plans",
                "{\"name\": \"Pro\", \"terms\": " + TERMS.formatted(pkg) + "}")
            .is(201)
            .at("/id");
    String license =
        operator
            .post(
                root + "/licenses",
                "{\"plan\": \"%s\", \"seats\": 2, \"buyer\": \"%s\"}".formatted(plan, buyer.id()))
            .is(201)
            .at("/id");
    operator.put("/api/v1/licenses/" + license + "/seats/" + buyer.owner(), "{}").is(204);
    return new Sale(
        operator,
        slug,
        name,
        license,
        buyer.owner(),
        issue(operator, buyer, "\"read\""),
        issue(operator, seller, "\"audit\", \"decide\""),
        issue(operator, buyer, "\"audit\", \"decide\""),
        issue(operator, stranger, "\"audit\", \"decide\""));
  }

  private static Organization organization(ApiCalls operator, String slug) {
    ApiCalls.Answer made =
        operator
            .post(
                "/api/v1/organizations",
                """
                {"slug": "%s", "displayName": "%s", "ownerEmail": "owner@%s.example"}\
                """
                    .formatted(slug, slug, slug))
            .is(201);
    return new Organization(made.at("/id"), made.at("/owner"));
  }

  private static Issued issue(ApiCalls operator, Organization organization, String scopes) {
    ApiCalls.Answer made =
        operator
            .post(
                "/api/v1/organizations/" + organization.id() + "/tokens",
                "{\"holder\": \"%s\", \"name\": \"test\", \"scopes\": [%s]}"
                    .formatted(organization.owner(), scopes))
            .is(201);
    return new Issued(made.at("/id"), made.at("/secret"));
  }

  String history(String query) {
    return "/api/v1/licenses/" + license + "/history" + query;
  }

  /** A package URL of the package, with a version where one is given. */
  String purl(String version) {
    return "pkg:npm/%40" + slug + "/core" + version;
  }

  ApiCalls as(Issued token) {
    return operator.as(token.secret());
  }

  /** What AuthZEN is asked: might the reader install the release, as of a moment or now? */
  String evaluation(String context) {
    return """
    {"subject": {"type": "access_token", "id": "%s"}, "action": {"name": "install"},
     "resource": {"type": "release", "id": "%s"}, "context": {%s}}
    """
        .formatted(reader.secret(), purl("@1.0.0"), context);
  }
}
