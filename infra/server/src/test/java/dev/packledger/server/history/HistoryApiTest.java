package dev.packledger.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import dev.packledger.server.api.HistoryView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Auditors ask about a licence over HTTP. */
@ExtendWith(TestServer.class)
class HistoryApiTest {
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunningServer server;

  HistoryApiTest(RunningServer server) {
    this.server = server;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String question(Sale sale) {
    return "&token=" + sale.reader().id() + "&package=" + encoded(sale.purl("@1.0.0"));
  }

  private static List<String> types(JsonNode history) {
    List<String> types = new ArrayList<>();
    history.get("items").forEach(entry -> types.add(entry.get("type").stringValue()));
    return types;
  }

  private static long position(ApiCalls.Answer answer) {
    return answer
        .response()
        .headers()
        .firstValueAsLong("Packledger-Position")
        .orElseThrow(() -> new AssertionError("no position in " + answer.response().headers()));
  }

  @Test
  void everythingThatBearsOnTheLicenceIsToldWithTheDecision() {
    Sale sale = Sale.on(server);
    long revoked =
        position(
            sale.operator()
                .post(
                    "/api/v1/tokens/" + sale.reader().id() + "/revoke",
                    "{\"reason\": \"requested\"}")
                .is(204));
    JsonNode history =
        sale.operator().get(sale.history("?at=" + revoked + question(sale))).is(200).json();

    assertThat(types(history))
        .containsSubsequence(
            "organization.member_invited",
            "organization.member_joined",
            "release.published",
            "license.granted",
            "license.seat_assigned",
            "token.issued",
            "token.revoked");
    assertThat(history.at("/decision/reason").stringValue()).isEqualTo("token.revoked");
    assertThat(history.at("/position").longValue()).isEqualTo(revoked);
    JsonNode items = history.get("items");
    JsonNode last = items.get(items.size() - 1);
    JsonNode before = items.get(items.size() - 2);
    assertThat(last.at("/decision/allowed").booleanValue()).isFalse();
    assertThat(before.at("/decision/allowed").booleanValue()).isTrue();
    assertThat(before.at("/decision/licenses/0").stringValue()).isEqualTo(sale.license());
    for (JsonNode entry : items) {
      assertThat(entry.at("/actor/kind").stringValue()).isNotEmpty();
      assertThat(entry.at("/cause/command").stringValue()).isNotEmpty();
      assertThat(entry.at("/sentence").stringValue()).endsWith(".");
    }
    JsonNode state = history.get("state");
    assertThat(state.at("/holders/0").stringValue()).isEqualTo(sale.member());
    assertThat(state.at("/seats").intValue()).isEqualTo(2);
  }

  /** The fast way over HTTP, page by page, and a scan of the whole ledger. */
  @Test
  void aScanOfTheServersLedgerTellsTheSame() {
    Sale sale = Sale.on(server);
    sale.operator()
        .post("/api/v1/licenses/" + sale.license() + "/suspend", "{\"reason\": \"seller\"}")
        .is(204);
    LedgerReader ledger = server.process().part(LedgerReader.class);
    Position head = ledger.head();
    Moment moment = server.process().part(Moments.class).of(new AsOf.AtPosition(head));
    LicenseHistories histories = new LicenseHistories(ledger);
    LicenseFile file = histories.open(new LicenseId(sale.license()), moment).orElseThrow();
    Question asked = Question.parse(sale.reader().id(), sale.purl("@1.0.0"), null).orElseThrow();
    List<Telling.Told> told = new ArrayList<>();
    Telling.Ending ending = histories.scan(file, asked, told::add, at -> {});
    JsonMapper mapper = server.process().part(JsonMapper.class);
    JsonNode scanned =
        JSON.readTree(mapper.writeValueAsString(HistoryView.of(file, told, ending, null)));

    String query = "?at=" + head.value() + question(sale);
    assertThat(sale.operator().get(sale.history(query)).is(200).json()).isEqualTo(scanned);
    List<JsonNode> paged = new ArrayList<>();
    JsonNode page = sale.operator().get(sale.history(query + "&limit=3")).is(200).json();
    page.get("items").forEach(paged::add);
    while (!page.get("next").isNull()) {
      String next = "&limit=3&after=" + page.get("next").stringValue();
      page = sale.operator().get(sale.history("?" + question(sale).substring(1) + next)).json();
      page.get("items").forEach(paged::add);
    }
    assertThat(paged).containsExactlyElementsOf(scanned.get("items"));
    assertThat(page.get("decision")).isEqualTo(scanned.get("decision"));
  }

  @Test
  void eachSideReadsItsOwnAndAStrangerNothing() {
    Sale sale = Sale.on(server);
    JsonNode bought = sale.as(sale.buyerAudit()).get(sale.history("")).is(200).json();
    JsonNode sold = sale.as(sale.sellerAudit()).get(sale.history("")).is(200).json();

    assertThat(new TreeSet<>(types(bought)))
        .contains("token.issued", "organization.member_joined", "license.granted")
        .contains("release.published");
    assertThat(new TreeSet<>(types(sold)))
        .containsExactly("license.granted", "license.seat_assigned", "release.published");
    sale.as(sale.strangerAudit()).get(sale.history("")).isProblem(404, "license.unknown");
    sale.as(sale.reader()).get(sale.history("")).isProblem(403, "token.scope");
    sale.as(new Sale.Issued("", "")).get(sale.history("")).isProblem(401, "credential.missing");
    String nobody = "/api/v1/licenses/lic_" + "0".repeat(26) + "/history";
    sale.as(sale.strangerAudit()).get(nobody).isProblem(404, "license.unknown");
  }

  /** A seller learns of a buyer's token what it is told of its own package, and of no other. */
  @Test
  void aDecisionIsNoOracle() {
    Sale sale = Sale.on(server);
    Sale other = Sale.on(server);
    String own = "?" + question(sale).substring(1);
    assertThat(
            sale.as(sale.sellerAudit())
                .get(sale.history(own))
                .is(200)
                .json()
                .at("/decision/allowed")
                .booleanValue())
        .isTrue();
    String foreign = "?token=" + other.reader().id() + "&package=" + encoded(other.purl("@1.0.0"));
    assertThat(sale.as(sale.sellerAudit()).get(sale.history(foreign)).at("/decision/reason"))
        .isEqualTo("token.unknown");
  }

  @Test
  void badInputIsSaid() {
    Sale sale = Sale.on(server);
    ApiCalls operator = sale.operator();
    operator.get(sale.history("?at=99999999999")).isProblem(400, "as_of.beyond_head");
    operator.get(sale.history("?at=0")).isProblem(400, "as_of.before_first_event");
    operator
        .get(sale.history("?at=1999-01-01T00:00:00Z"))
        .isProblem(400, "as_of.before_first_event");
    for (String neither : List.of("", "yesterday", "-1", "1.5", "2026-01-01")) {
      operator.get(sale.history("?at=" + neither)).isProblem(400, "as_of.invalid");
    }
    operator.get(sale.history("?at=1")).isProblem(404, "license.unknown");
    operator.get(sale.history("?license=x")).isProblem(400, "parameter.unknown");
    operator.get(sale.history("?At=1")).isProblem(400, "parameter.unknown");
    operator.get(sale.history("?limit=0")).isProblem(400, "parameter.invalid");
    operator.get(sale.history("?limit=1001")).isProblem(400, "parameter.invalid");
    operator.get(sale.history("?after=7")).isProblem(400, "cursor.invalid");
    operator.get(sale.history("?after=1.99999999999.0")).isProblem(400, "cursor.invalid");
    operator.get(sale.history("?token=" + sale.reader().id())).isProblem(400, "parameter.invalid");
    ApiCalls.Answer secret =
        operator.get(
            sale.history(
                "?token=" + sale.reader().secret() + "&package=" + encoded(sale.purl(""))));
    secret.isProblem(400, "credential.in_query");
    assertThat(secret.response().body()).doesNotContain(sale.reader().secret());
    operator.get("/api/v1/licenses/lic_x/history").isProblem(400, "id.invalid");
    operator.get("/api/v1/timeline?licence=x").isProblem(400, "parameter.unknown");
  }

  /** The decision as it was given, and the one that is told about that position later. */
  @Test
  void authZenAnswersThePastAsItDidThen() {
    Sale sale = Sale.on(server);
    ApiCalls decider = sale.as(sale.buyerAudit());
    JsonNode then = decider.post(EVALUATION, sale.evaluation("")).is(200).json();
    assertThat(then.get("decision").booleanValue()).isTrue();
    long position = then.at("/context/position").longValue();
    Instant instant = Instant.parse(then.at("/context/instant").stringValue());
    server.clock().advance(Duration.ofMinutes(1));
    sale.operator()
        .post("/api/v1/licenses/" + sale.license() + "/revoke", "{\"reason\": \"breach\"}")
        .is(204);

    JsonNode now = decider.post(EVALUATION, sale.evaluation("")).is(200).json();
    assertThat(now.at("/context/reason").stringValue()).isEqualTo("license.revoked");
    for (String asOf : List.of("\"" + instant + "\"", "" + position, "\"" + position + "\"")) {
      JsonNode past = decider.post(EVALUATION, sale.evaluation("\"asOf\": " + asOf)).json();
      assertThat(past.get("decision")).as(asOf).isEqualTo(then.get("decision"));
      for (String member : List.of("positions", "licenses", "position")) {
        assertThat(past.at("/context/" + member)).isEqualTo(then.at("/context/" + member));
      }
    }
    assertThat(decider.post(EVALUATION, sale.evaluation("\"asOf\": \"" + instant + "\"")).json())
        .isEqualTo(then);
    JsonNode stranger =
        sale.as(sale.strangerAudit())
            .post(EVALUATION, sale.evaluation("\"asOf\": " + position))
            .json();
    assertThat(stranger.at("/context/reason").stringValue()).isEqualTo("token.unknown");
  }

  @Test
  void aSecretThatWasReplacedTwiceWorkedThen() {
    Sale sale = Sale.on(server);
    ApiCalls decider = sale.as(sale.buyerAudit());
    JsonNode then = decider.post(EVALUATION, sale.evaluation("")).is(200).json();
    for (int i = 0; i < 2; i++) {
      sale.operator().post("/api/v1/tokens/" + sale.reader().id() + "/rotate", "{}").is(200);
    }
    assertThat(
            decider
                .post(EVALUATION, sale.evaluation(""))
                .json()
                .at("/context/reason")
                .stringValue())
        .isEqualTo("token.unknown");
    String asOf = "\"asOf\": " + then.at("/context/position").longValue();
    assertThat(
            decider.post(EVALUATION, sale.evaluation(asOf)).json().get("decision").booleanValue())
        .isTrue();
  }

  @Test
  void momentsThatAreNoneAreSaidToPrograms() {
    Sale sale = Sale.on(server);
    ApiCalls decider = sale.as(sale.buyerAudit());
    decider
        .post(EVALUATION, sale.evaluation("\"asOf\": 99999999999"))
        .isProblem(400, "as_of.beyond_head");
    decider
        .post(EVALUATION, sale.evaluation("\"asOf\": \"1999-01-01T00:00:00Z\""))
        .isProblem(400, "as_of.before_first_event");
    for (String wrong : List.of("true", "null", "{}", "1.5", "-1", "\"soon\"")) {
      decider
          .post(EVALUATION, sale.evaluation("\"asOf\": " + wrong))
          .isProblem(400, "as_of.invalid");
    }
    JsonNode many =
        decider
            .post(
                EVALUATIONS,
                "{\"evaluations\": [%s, %s, %s]}"
                    .formatted(
                        sale.evaluation(""),
                        sale.evaluation("\"asOf\": 99999999999"),
                        sale.evaluation("\"asOf\": 1")))
            .is(200)
            .json()
            .get("evaluations");
    assertThat(many.at("/0/decision").booleanValue()).isTrue();
    assertThat(many.at("/1/context/error/code").stringValue()).isEqualTo("as_of.beyond_head");
    assertThat(many.at("/2/context/reason").stringValue()).isEqualTo("token.unknown");
    assertThat(many.at("/2/context/position").longValue()).isEqualTo(1);
  }
}
