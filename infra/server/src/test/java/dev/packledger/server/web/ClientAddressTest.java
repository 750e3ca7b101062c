package dev.packledger.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.Trade;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom a server believes about where a request comes from, at each of its doors. */
class ClientAddressTest {
  private static final String BOUND = ", \"addresses\": [\"203.0.113.0/24\"]";
  private static final Map<String, String> INSIDE = Map.of("X-Forwarded-For", "203.0.113.9");
  private static final Map<String, String> OUTSIDE =
      Map.of("X-Forwarded-For", "203.0.113.9, 198.51.100.1");

  @Test
  void aTrustedProxysWordHoldsForTokensThatAreBoundToAddresses() {
    Trade trade = Trade.begin(RunningServer.configured(), "behind");
    ApiCalls bound =
        trade
            .operator()
            .as(trade.issue(trade.id(), trade.owner(), EVERYTHING, BOUND).at("/secret"));
    String api = "/api/v1/organizations/" + trade.id() + "/tokens";
    String npm = "/" + trade.slug() + "/npm/-/whoami";
    String decision = "/access/v1/evaluation";
    bound.send("GET", api, "", INSIDE).is(200);
    bound.send("GET", npm, "", INSIDE).is(200);
    bound.send("POST", decision, QUESTION, INSIDE).is(200);
    bound.send("GET", api, "", OUTSIDE).isProblem(401, "token.address");
    bound.send("GET", npm, "", OUTSIDE).is(403);
    bound.send("POST", decision, QUESTION, OUTSIDE).isProblem(401, "token.address");
    bound.send("GET", api, "", Map.of()).isProblem(401, "token.address");
    bound
        .send("GET", api, "", Map.of("Forwarded", "for=203.0.113.9"))
        .isProblem(401, "token.address");
  }

  @Test
  void withoutTrustedProxiesNobodysWordHolds() {
    Trade trade = Trade.begin(RunningServer.instance(), "direct");
    ApiCalls bound =
        trade
            .operator()
            .as(trade.issue(trade.id(), trade.owner(), EVERYTHING, BOUND).at("/secret"));
    String api = "/api/v1/organizations/" + trade.id() + "/tokens";
    bound.send("GET", api, "", INSIDE).isProblem(401, "token.address");
    bound.send("GET", "/" + trade.slug() + "/npm/-/whoami", "", INSIDE).is(403);
    bound.send("POST", "/access/v1/evaluation", QUESTION, INSIDE).isProblem(401, "token.address");
  }

  /** One who guesses behind a proxy is slowed down, and nobody else behind it. */
  @Test
  void guessesAreCountedByTheClientAndNotByItsProxy() {
    Trade trade = Trade.begin(RunningServer.configured(), "guesses");
    ApiCalls guessing = trade.operator().as("plk_guess");
    Map<String, String> one = Map.of("X-Forwarded-For", "198.51.100.77");
    Map<String, String> other = Map.of("X-Forwarded-For", "198.51.100.78");
    String api = "/api/v1/organizations";
    int guesses = 0;
    ApiCalls.Answer answer = guessing.send("GET", api, "", one);
    while (answer.status() == 401 && guesses < 100) {
      guesses++;
      answer = guessing.send("GET", api, "", one);
    }
    answer.isProblem(429, "credential.guessed");
    trade.operator().send("GET", api, "", one).isProblem(429, "credential.guessed");
    guessing.send("GET", api, "", other).isProblem(401, "token.unknown");
    trade.operator().send("GET", api, "", other).is(200);
    assertThat(guesses).isGreaterThanOrEqualTo(30);
  }

  private static final String EVERYTHING =
      "\"read\", \"publish\", \"manage\", \"decide\", \"audit\"";
  private static final String QUESTION =
      """
      {"subject": {"type": "access_token", "id": "plk_none"}, "action": {"name": "install"},
       "resource": {"type": "release", "id": "pkg:npm/%40none/none@1.0.0"}}\
      """;
}
