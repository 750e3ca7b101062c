package dev.packledger.server.history;

import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.Trade;

/**
 * A seller, a buyer with a licence for one package, and somebody who has nothing to do with it, on
 * a running server.
 *
 * @param slug the seller's; its package has one release, {@code 1.0.0}
 * @param member of the buyer, with a seat
 * @param reader the member's token
 * @param sellerAudit a token with the scopes audit and decide, as the two others are
 */
record Sale(
    ApiCalls operator,
    String slug,
    String license,
    String member,
    Issued reader,
    Issued sellerAudit,
    Issued buyerAudit,
    Issued strangerAudit) {
  private static final String AUDITING = "\"audit\", \"decide\"";

  record Issued(String id, String secret) {}

  static Sale on(RunningServer server) {
    Trade trade = Trade.begin(server, "sale");
    Trade.Buyer buyer = trade.buyer("buyer");
    Trade.Buyer stranger = trade.buyer("stranger");
    trade.publish("1.0.0");
    String license = trade.grant(trade.seatedPlan(), 2, "\"buyer\": \"" + buyer.id() + '"');
    trade.operator().put("/api/v1/licenses/" + license + "/seats/" + buyer.owner(), "{}").is(204);
    return new Sale(
        trade.operator(),
        trade.slug(),
        license,
        buyer.owner(),
        issue(trade, buyer.id(), buyer.owner(), "\"read\""),
        issue(trade, trade.id(), trade.owner(), AUDITING),
        issue(trade, buyer.id(), buyer.owner(), AUDITING),
        issue(trade, stranger.id(), stranger.owner(), AUDITING));
  }

  private static Issued issue(Trade trade, String organization, String holder, String scopes) {
    ApiCalls.Answer made = trade.issue(organization, holder, scopes, "");
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
