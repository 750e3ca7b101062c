package dev.packledger.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is wrong with a request has a stable code and reaches no stream. */
@ExtendWith(TestServer.class)
class BadInputTest {
  private static final String ORGANIZATIONS = "/api/v1/organizations";
  private static final String GOOD =
      """
      {"slug": "good-input", "displayName": "Good", "ownerEmail": "ann@good.example"}\
      """;

  private final ApiCalls operator;

  BadInputTest(RunningServer server) {
    operator = ApiCalls.operator(server);
  }

  @Test
  void fieldsAreKnownPresentAndOfTheirTypes() {
    operator
        .post(ORGANIZATIONS, GOOD.replace("}", ", \"color\": 1}"))
        .isProblem(400, "body.unknown_field");
    operator.post(ORGANIZATIONS, "{\"slug\": \"good-input\"}").isProblem(400, "body.field_missing");
    operator
        .post(ORGANIZATIONS, GOOD.replace("\"Good\"", "7"))
        .isProblem(400, "body.field_invalid");
    operator
        .post(ORGANIZATIONS, GOOD.replace("\"Good\"", "null"))
        .isProblem(400, "body.field_missing");
    operator.post(ORGANIZATIONS, "[]").isProblem(400, "body.field_invalid");
    operator.post(ORGANIZATIONS, "{\"slug\": ").isProblem(400, "body.malformed");
    operator.post(ORGANIZATIONS, "").isProblem(400, "body.missing");
    operator
        .post(ORGANIZATIONS, GOOD.replace("\"slug\"", "\"slug\": \"x\", \"slug\""))
        .isProblem(400, "body.malformed");
  }

  @Test
  void valuesAreWhatTheyClaim() {
    operator
        .post(ORGANIZATIONS, GOOD.replace("good-input", "API"))
        .isProblem(422, "organization.slug_invalid");
    operator
        .post(ORGANIZATIONS, GOOD.replace("good-input", "webhooks"))
        .isProblem(409, "organization.slug_reserved");
    operator
        .post(ORGANIZATIONS, GOOD.replace("ann@good.example", "ann"))
        .isProblem(422, "email.invalid");
    operator.get("/api/v1/licenses/lic_nonsense").isProblem(400, "id.invalid");
    operator.get(ORGANIZATIONS + "?limit=0").isProblem(400, "parameter.invalid");
    operator.get(ORGANIZATIONS + "?limit=many").isProblem(400, "parameter.invalid");
    operator.get("/api/v1/timeline?after=yesterday").isProblem(400, "cursor.invalid");
  }

  @Test
  void bodiesHaveALimitAndAType() {
    String large = GOOD.replace("Good", "x".repeat(KeptBody.BYTES_MAX));
    operator.post(ORGANIZATIONS, large).isProblem(413, "body.too_large");
    operator
        .send(
            "POST",
            ORGANIZATIONS,
            GOOD,
            Map.of("Content-Type", "text/plain", "Idempotency-Key", UUID.randomUUID().toString()))
        .isProblem(415, "body.not_json");
  }

  @Test
  void headsHaveALimit() {
    ApiCalls.Answer answer =
        operator.send("GET", ORGANIZATIONS, "", Map.of("X-Long", "x".repeat(32 * 1024)));
    assertThat(answer.status()).isEqualTo(431);
  }

  @Test
  void pathsAndMethodsAreOurs() {
    operator.get("/api/v1/nothing").isProblem(404, "path.unknown");
    operator.delete(ORGANIZATIONS).isProblem(405, "method.not_allowed");
    operator.get("/nothing/at/all").isProblem(404, "path.unknown");
  }

  @Test
  void everyPostHasAKeyOfItsOwn() {
    operator.send("POST", ORGANIZATIONS, GOOD, Map.of()).isProblem(400, "idempotency_key.missing");
    operator
        .send("POST", ORGANIZATIONS, GOOD, Map.of("Idempotency-Key", "with space"))
        .isProblem(400, "idempotency_key.invalid");
    String key = UUID.randomUUID().toString();
    String body = GOOD.replace("good-input", "keyed-input");
    ApiCalls.Answer first = operator.post(ORGANIZATIONS, body, key).is(201);
    ApiCalls.Answer again = operator.post(ORGANIZATIONS, body, key).is(201);
    assertThat(again.json()).isEqualTo(first.json());
    operator
        .post(ORGANIZATIONS, GOOD.replace("good-input", "other-input"), key)
        .isProblem(422, "idempotency_key.reused");
  }

  @Test
  void credentialsAreNeeded() {
    operator.as("").get(ORGANIZATIONS).isProblem(401, "credential.missing");
    operator.as("plk_cut").get(ORGANIZATIONS).isProblem(401, "token.unknown");
    operator.as("plo_wrong").get(ORGANIZATIONS).isProblem(401, "token.unknown");
  }

  @Test
  void aPositionThatNobodyReachedIsNotWaitedForWithoutEnd() {
    operator
        .send("GET", ORGANIZATIONS, "", Map.of("Packledger-Min-Position", "999999999"))
        .isProblem(503, "projection.behind");
    operator
        .send("GET", ORGANIZATIONS, "", Map.of("Packledger-Min-Position", "-1"))
        .isProblem(400, "position.invalid");
  }
}
