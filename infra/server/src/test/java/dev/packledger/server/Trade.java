package dev.packledger.server;

import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.server.demo.ApiClient;
import dev.packledger.server.demo.NpmPublishing;
import java.util.Map;
import java.util.UUID;

/**
 * A seller with one npm package, and the buyers of it, made through the API for one test.
 *
 * @param operator the operator's calls
 * @param owner the member who owns the organisation
 */
public record Trade(ApiCalls operator, String slug, String id, String owner, PackageId pkg) {
  private static final String TERMS =
      """
      {"kind": "%s", "packages": ["%s"],
       "seats": {"minimum": 0, "maximum": null, "counted": "unlimited"},
       "updates": {"type": "while_active"}, "channels": [],
       "onLapse": "%s", "graceDays": %d, "tokens": {"addresses": []}}\
      """;

  private static final String SEATED =
      """
      {"kind": "subscription", "packages": ["%s"],
       "seats": {"minimum": 1, "maximum": 3, "counted": "both"},
       "updates": {"type": "while_active"}, "channels": [],
       "onLapse": "keep_covered_releases", "graceDays": 7, "tokens": {"addresses": []}}\
      """;

  /** Someone who buys. */
  public record Buyer(String slug, String id, String owner) {}

  /** A seller of a name of its own. */
  public static Trade begin(RunningServer server, String word) {
    return begin(ApiCalls.operator(server), word);
  }

  public static Trade begin(ApiCalls operator, String word) {
    Buyer seller = organization(operator, word);
    String path = "/api/v1/organizations/" + seller.id();
    String scope = "@" + seller.slug();
    operator
        .post(path + "/namespaces", "{\"ecosystem\": \"npm\", \"name\": \"" + scope + "\"}")
        .is(201);
    String pkg =
        operator
            .post(path + "/packages", "{\"ecosystem\": \"npm\", \"name\": \"" + scope + "/core\"}")
            .is(201)
            .at("/id");
    return new Trade(operator, seller.slug(), seller.id(), seller.owner(), new PackageId(pkg));
  }

  public static Buyer organization(ApiCalls operator, String word) {
    String slug = word + '-' + UUID.randomUUID().toString().substring(0, 8);
    ApiCalls.Answer registered =
        operator
            .post(
                "/api/v1/organizations",
                """
                {"slug": "%s", "displayName": "%s", "ownerEmail": "ann@%s.example"}\
                """
                    .formatted(slug, slug, slug))
            .is(201);
    return new Buyer(slug, registered.at("/id"), registered.at("/owner"));
  }

  public Buyer buyer(String word) {
    return organization(operator, word);
  }

  /** The id and secret of a new token, as the API answers them. */
  public ApiCalls.Answer issue(String organization, String holder, String scopes, String more) {
    return operator
        .post(
            "/api/v1/organizations/" + organization + "/tokens",
            """
            {"holder": "%s", "name": "t", "scopes": [%s]%s}\
            """
                .formatted(holder, scopes, more))
        .is(201);
  }

  /** The calls of a new token of a buyer's owner. */
  public ApiCalls reader(Buyer buyer) {
    return operator.as(issue(buyer.id(), buyer.owner(), "\"read\"", "").at("/secret"));
  }

  /** The calls of a new token of the seller's owner that may publish and manage. */
  public ApiCalls publisher() {
    return operator.as(issue(id, owner, "\"publish\", \"manage\"", "").at("/secret"));
  }

  /** Publishes a version as npm does. */
  public ReleaseId publish(String version) {
    NpmPublishing.publish(
        ApiClient.of(operator.server(), publisher().credential()),
        "/" + slug + "/npm/",
        "@" + slug + "/core",
        version,
        "latest",
        Map.of());
    return ReleaseId.of(pkg, version);
  }

  /**
   * A plan of a product of its own.
   *
   * @param kind of terms, as the API spells it
   */
  public String plan(String kind, String onLapse, int graceDays) {
    return plan(TERMS.formatted(kind, pkg.value(), onLapse, graceDays));
  }

  /** A plan of one to three seats, which members and pipelines take. */
  public String seatedPlan() {
    return plan(SEATED.formatted(pkg.value()));
  }

  private String plan(String terms) {
    String path = "/api/v1/organizations/" + id;
    String product = operator.post(path + "/products", "{\"name\": \"Core\"}").is(201).at("/id");
    operator
        .post("/api/v1/products/" + product + "/packages", "{\"pkg\": \"" + pkg.value() + "\"}")
        .is(204);
    return operator
        .post(
            "/api/v1/products/" + product + "/plans",
            "{\"name\": \"Pro\", \"terms\": " + terms + "}")
        .is(201)
        .at("/id");
  }

  /**
   * Grants a licence for one seat by hand; answers its id.
   *
   * @param more further fields, each after a comma
   */
  public String grant(String plan, Buyer buyer, String more) {
    return grant(plan, 1, "\"buyer\": \"" + buyer.id() + '"' + more);
  }

  /**
   * Grants a licence by hand; answers its id.
   *
   * @param more further fields, the buyer or the customer among them
   */
  public String grant(String plan, int seats, String more) {
    return operator
        .post(
            "/api/v1/organizations/" + id + "/licenses",
            "{\"plan\": \"%s\", \"seats\": %d, %s}".formatted(plan, seats, more))
        .is(201)
        .at("/id");
  }
}
