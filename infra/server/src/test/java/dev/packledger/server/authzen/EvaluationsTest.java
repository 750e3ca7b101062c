package dev.packledger.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.Asking;
import dev.packledger.server.Asking.Seller;
import dev.packledger.server.RunningServer;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Many questions in one request (AuthZEN 1.0, section 7). */
@ExtendWith(TestServer.class)
class EvaluationsTest {
  private static final String YES =
      "{\"resource\": {\"type\": \"package\", \"id\": \"pkg:npm/%40SLUG/core\"}}";
  private static final String NO =
      "{\"resource\": {\"type\": \"package\", \"id\": \"pkg:npm/%40SLUG/other\"}}";
  private static final String BROKEN = "{\"resource\": {\"type\": \"package\"}}";

  private final Asking asking;

  EvaluationsTest(RunningServer server) {
    asking = new Asking(server);
  }

  @ParameterizedTest
  @CsvSource({
    ", Y N Y B, true false true false",
    "execute_all, Y N Y B, true false true false",
    "deny_on_first_deny, Y Y N Y, true true false",
    "deny_on_first_deny, Y B Y, true false",
    "deny_on_first_deny, Y Y, true true",
    "permit_on_first_permit, N B Y N, false false true",
    "permit_on_first_permit, N N, false false",
    "permit_on_first_permit, Y N, true",
  })
  void stopsAsTheSemanticSays(String semantic, String asked, String answered) throws Exception {
    String slug =
        ("sem" + semantic + asked).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "");
    Seller seller = asking.seller(slug);
    String options =
        semantic == null
            ? "{\"another_option\": \"value\"}"
            : "{\"evaluations_semantic\": \"" + semantic + "\", \"another_option\": 1}";
    String evaluations =
        asked.replace(" ", ", ").replace("Y", YES).replace("N", NO).replace("B", BROKEN);
    JsonNode answer = answer(seller, request(seller, slug, options, evaluations));
    assertThat(decisions(answer)).isEqualTo(List.of(answered.split(" ")));
    assertThat(answer.has("decision")).as("RECOMMENDED to be omitted").isFalse();
  }

  @Test
  void oneBrokenEvaluationSaysNothingOfTheOthers() throws Exception {
    Seller seller = asking.seller("onebroken");
    JsonNode answer =
        answer(
            seller,
            request(
                seller,
                "onebroken",
                "{}",
                "1, null, {\"subject\": null}, {\"context\": 1}, " + BROKEN + ", " + YES));
    assertThat(decisions(answer))
        .containsExactly("false", "false", "false", "false", "false", "true");
    JsonNode error = answer.at("/evaluations/4/context/error");
    assertThat(error.get("status").intValue()).isEqualTo(400);
    assertThat(error.get("code").stringValue()).isEqualTo("evaluation.malformed");
    assertThat(error.get("message").stringValue()).contains("resource.id");
  }

  /** A default stands in as a whole; an evaluation's own member replaces it as a whole. */
  @Test
  void defaultsAreNotMergedInside() throws Exception {
    Seller seller = asking.seller("defaults");
    String half = "{\"subject\": {\"type\": \"token\"}}";
    JsonNode answer =
        answer(
            seller,
            """
            {"subject": {"type": "token", "id": "%s"},
             "action": {"name": "browse"},
             "resource": {"type": "package", "id": "pkg:npm/%%40defaults/core"},
             "context": {"organization": "somebodyelse"},
             "evaluations": [
               {},
               {"context": {}},
               %s,
               {"context": {}, "action": {"name": "publish"}}
             ]}
            """
                .formatted(seller.reader().id(), half));
    assertThat(decisions(answer)).containsExactly("false", "true", "false", "false");
    assertThat(reason(answer, 0)).isEqualTo("token.other_organization");
    assertThat(answer.at("/evaluations/2/context/error/message").stringValue())
        .contains("subject.id");
    assertThat(reason(answer, 3)).isEqualTo("token.scope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"evaluations\": {}",
        "\"evaluations\": [{}], \"options\": 1",
        "\"evaluations\": [{}], \"options\": {\"evaluations_semantic\": \"all\"}",
        "\"evaluations\": [{}], \"options\": {\"evaluations_semantic\": null}",
        "\"evaluations\": [{}], \"subject\": \"alice\"",
        "\"evaluations\": [{}], \"context\": []",
        "\"evaluations\": []",
        "\"x\": 1",
      })
  void aBrokenRequestIsToldAsSuch(String members) throws Exception {
    Seller seller = asking.seller("broken" + Integer.toHexString(members.hashCode()));
    HttpResponse<String> answer =
        asking.ask(Asking.EVALUATIONS, seller.decider().secret(), "{" + members + "}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Asking.json(answer.body()).get("code").stringValue())
        .isEqualTo("evaluation.malformed");
  }

  @Test
  void thereAreAtMostAsManyAsTheOperatorSays() throws Exception {
    Seller seller = asking.seller("toomany");
    int most = ServerOptions.EVALUATIONS_MAX;
    JsonNode answer = answer(seller, request(seller, "toomany", "{}", repeated(most)));
    assertThat(decisions(answer)).hasSize(most).containsOnly("true");
    for (int many : new int[] {most + 1, 10_000}) {
      HttpResponse<String> refused =
          asking.ask(
              Asking.EVALUATIONS,
              seller.decider().secret(),
              request(seller, "toomany", "{}", repeated(many)));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(Asking.json(refused.body()).get("code").stringValue())
          .isEqualTo("evaluations.too_many");
    }
  }

  private static String repeated(int times) {
    return String.join(",", Collections.nCopies(times, YES));
  }

  private static String request(Seller seller, String slug, String options, String evaluations) {
    return """
    {"subject": {"type": "token", "id": "%s"},
     "action": {"name": "browse"},
     "options": %s,
     "evaluations": [%s]}
    """
        .formatted(seller.reader().id(), options, evaluations.replace("SLUG", slug));
  }

  private JsonNode answer(Seller seller, String request) throws Exception {
    return asking.answer(Asking.EVALUATIONS, seller.decider().secret(), request);
  }

  private static List<String> decisions(JsonNode answer) {
    return StreamSupport.stream(answer.get("evaluations").spliterator(), false)
        .map(evaluation -> Boolean.toString(evaluation.get("decision").booleanValue()))
        .toList();
  }

  private static String reason(JsonNode answer, int number) {
    return answer.at("/evaluations/" + number + "/context/reason").stringValue();
  }
}
