package dev.packledger.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.Asking;
import dev.packledger.server.Asking.Seller;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A registry asks over HTTP, as AuthZEN 1.0 has it. */
@ExtendWith(TestServer.class)
class AuthZenTest {
  private static final String QUESTION =
      """
      {"subject": {"type": "%s", "id": "%s"},
       "action": {"name": "%s", "properties": {"ignored": 1}},
       "resource": {"type": "%s", "id": "%s"},
       "unknown": true}
      """;

  private final Asking asking;

  AuthZenTest(RunningServer server) {
    asking = new Asking(server);
  }

  @Test
  void saysWhereToAsk() throws Exception {
    HttpResponse<String> answer = asking.get("/.well-known/authzen-configuration");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode metadata = Asking.json(answer.body());
    String base = metadata.get("policy_decision_point").stringValue();
    assertThat(metadata.get("access_evaluation_endpoint").stringValue())
        .isEqualTo(base + "/access/v1/evaluation");
    assertThat(metadata.get("access_evaluations_endpoint").stringValue())
        .isEqualTo(base + "/access/v1/evaluations");
    assertThat(metadata.properties()).as("no capability that is not there").hasSize(3);
  }

  @Test
  void allowsThenDeniesOnceTheTokenIsRevoked() throws Exception {
    Seller seller = asking.seller("askers");
    String question =
        QUESTION.formatted(
            "access_token",
            seller.reader().secret(),
            "browse",
            "package",
            "pkg:npm/%40askers/core");
    JsonNode allowed = answer(seller, question);
    assertThat(allowed.get("decision").booleanValue()).isTrue();
    assertThat(allowed.at("/context/position").longValue()).isPositive();

    asking.revoke(seller.reader());

    JsonNode denied = answer(seller, question);
    assertThat(denied.get("decision").booleanValue()).isFalse();
    assertThat(denied.at("/context/reason").stringValue()).isEqualTo("token.revoked");
    String reference = denied.at("/context/reference").stringValue();
    assertThat(asking.operator().get("/api/v1/denials/" + reference).at("/reason"))
        .isEqualTo("token.revoked");
  }

  @Test
  void answersAboutTokensByIdAndAboutReleasesThatDoNotExist() throws Exception {
    Seller seller = asking.seller("naming");
    JsonNode denied =
        answer(
            seller,
            QUESTION.formatted(
                "token",
                seller.reader().id(),
                "install",
                "release",
                "pkg:npm/%40naming/core@9.9.9"));
    assertThat(denied.at("/context/reason").stringValue()).isEqualTo("release.unknown");
  }

  @Test
  void isNoOracleAboutOthers() throws Exception {
    Seller one = asking.seller("oracleone");
    Seller other = asking.seller("oracletwo");
    JsonNode denied =
        answer(
            other,
            QUESTION.formatted(
                "access_token",
                one.reader().secret(),
                "browse",
                "package",
                "pkg:npm/%40oracleone/core"));
    assertThat(denied.get("decision").booleanValue()).isFalse();
    assertThat(denied.at("/context/reason").stringValue()).isEqualTo("token.unknown");
  }

  @Test
  void callersNeedTheDecideScope() throws Exception {
    Seller seller = asking.seller("scoped");
    String question =
        QUESTION.formatted(
            "access_token",
            seller.reader().secret(),
            "browse",
            "package",
            "pkg:npm/%40scoped/core");
    for (String path : new String[] {Asking.EVALUATION, Asking.EVALUATIONS}) {
      assertThat(asking.ask(path, seller.reader().secret(), question).statusCode()).isEqualTo(403);
      HttpResponse<String> unknown = asking.ask(path, "plk_nobody", question);
      assertThat(unknown.statusCode()).isEqualTo(401);
      assertThat(unknown.headers().firstValue("WWW-Authenticate")).isPresent();
    }
  }

  @Test
  void malformedQuestionsAreToldAsSuch() throws Exception {
    Seller seller = asking.seller("malformed");
    for (String question :
        new String[] {
          "",
          "[]",
          "{\"subject\": 1}",
          "{\"a\": 1, \"a\": 2}",
          QUESTION + "x",
          QUESTION.formatted("", "x", "browse", "package", "pkg:npm/x"),
          QUESTION.formatted("token", "", "browse", "package", "pkg:npm/x"),
          QUESTION.formatted("token", "x", "", "package", "pkg:npm/x"),
          QUESTION.formatted("token", "x", "browse", "", "pkg:npm/x"),
          QUESTION.formatted("token", "x", "browse", "package", ""),
          QUESTION
              .formatted("token", "x", "browse", "package", "pkg:npm/x")
              .replace("true", "true, \"context\": []"),
          QUESTION
              .formatted("token", "x", "browse", "package", "pkg:npm/x")
              .replace("true", "true, \"context\": {\"address\": 1}"),
        }) {
      HttpResponse<String> answer =
          asking.ask(Asking.EVALUATION, seller.decider().secret(), question);
      assertThat(answer.statusCode()).as(question).isEqualTo(400);
      assertThat(Asking.json(answer.body()).get("code").stringValue())
          .isEqualTo("evaluation.malformed");
    }
  }

  /** Kinds of things are the asker's to choose: a well-formed question has an answer. */
  @Test
  void whatIsNotKnownHereIsANoWithItsOwnReason() throws Exception {
    Seller seller = asking.seller("unknowns");
    String token = seller.reader().id();
    Map<String, String> reasons =
        Map.of(
            QUESTION.formatted("user", "x", "fly", "record", "1"),
            "subject.unknown",
            QUESTION.formatted("token", "tok_short", "browse", "package", "pkg:npm/x"),
            "subject.unknown",
            QUESTION.formatted("token", token, "fly", "record", "1"),
            "action.unknown",
            QUESTION.formatted("token", token, "browse", "record", "pkg:npm/x"),
            "resource.unknown",
            QUESTION.formatted("token", token, "browse", "package", "npm/x"),
            "resource.unknown",
            QUESTION.formatted("token", token, "install", "package", "pkg:npm/x"),
            "resource.unknown");
    for (var expected : reasons.entrySet()) {
      JsonNode answer = answer(seller, expected.getKey());
      assertThat(answer.get("decision").booleanValue()).isFalse();
      assertThat(answer.at("/context/reason").stringValue())
          .as(expected.getKey())
          .isEqualTo(expected.getValue());
    }
  }

  @Test
  void bodiesHaveALength() throws Exception {
    Seller seller = asking.seller("lengthy");
    AuthZenLimits limits = AuthZenLimits.of(1000);
    String question =
        QUESTION.formatted(
            "token", seller.reader().id(), "browse", "package", "pkg:npm/%40lengthy/core");
    assertThat(padded(seller, Asking.EVALUATION, question, limits.evaluationBytes()))
        .isEqualTo(200);
    assertThat(padded(seller, Asking.EVALUATION, question, limits.evaluationBytes() + 1))
        .isEqualTo(413);
    assertThat(padded(seller, Asking.EVALUATIONS, question, limits.evaluationsBytes()))
        .isEqualTo(200);
    assertThat(padded(seller, Asking.EVALUATIONS, question, limits.evaluationsBytes() + 1))
        .isEqualTo(413);
  }

  private int padded(Seller seller, String path, String question, int length) throws Exception {
    String padded = question + " ".repeat(length - question.length());
    return asking.ask(path, seller.decider().secret(), padded).statusCode();
  }

  private JsonNode answer(Seller seller, String question) throws Exception {
    return asking.answer(Asking.EVALUATION, seller.decider().secret(), question);
  }
}
