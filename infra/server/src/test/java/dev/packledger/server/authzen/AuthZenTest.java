package dev.packledger.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.identity.OperatorKey;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A registry asks over HTTP, as AuthZEN 1.0 has it. */
@ExtendWith(TestServer.class)
class AuthZenTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String QUESTION =
      """
      {"subject": {"type": "%s", "id": "%s"},
       "action": {"name": "%s", "properties": {"ignored": 1}},
       "resource": {"type": "%s", "id": "%s"},
       "unknown": true}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningServer server;
  private final String operator;

  AuthZenTest(RunningServer server) {
    this.server = server;
    operator = Objects.requireNonNull(server.process().part(OperatorKey.class).secretToShow());
  }

  @Test
  void saysWhereToAsk() throws Exception {
    JsonNode metadata =
        body(
            http.send(
                HttpRequest.newBuilder(
                        server.address().resolve("/.well-known/authzen-configuration"))
                    .build(),
                HttpResponse.BodyHandlers.ofString()));
    assertThat(metadata.get("access_evaluation_endpoint").stringValue())
        .endsWith("/access/v1/evaluation");
  }

  @Test
  void allowsThenDeniesOnceTheTokenIsRevoked() throws Exception {
    Seller seller = seller("askers");
    String question =
        QUESTION.formatted(
            "access_token", seller.reader.secret, "browse", "package", "pkg:npm/%40askers/core");
    JsonNode allowed = body(ask(seller.decider.secret, question));
    assertThat(allowed.get("decision").booleanValue()).isTrue();
    assertThat(allowed.get("context").get("position").longValue()).isPositive();

    post("/api/v1/tokens/" + seller.reader.id + "/revoke", "{\"reason\": \"requested\"}");

    JsonNode denied = body(ask(seller.decider.secret, question));
    assertThat(denied.get("decision").booleanValue()).isFalse();
    assertThat(denied.get("context").get("reason").stringValue()).isEqualTo("token.revoked");
    String reference = denied.get("context").get("reference").stringValue();
    assertThat(body(get("/api/v1/denials/" + reference)).get("reason").stringValue())
        .isEqualTo("token.revoked");
  }

  @Test
  void answersAboutTokensByIdAndAboutReleasesThatDoNotExist() throws Exception {
    Seller seller = seller("naming");
    JsonNode denied =
        body(
            ask(
                seller.decider.secret,
                QUESTION.formatted(
                    "token",
                    seller.reader.id,
                    "install",
                    "release",
                    "pkg:npm/%40naming/core@9.9.9")));
    assertThat(denied.get("context").get("reason").stringValue()).isEqualTo("release.unknown");
  }

  @Test
  void isNoOracleAboutOthers() throws Exception {
    Seller one = seller("oracleone");
    Seller other = seller("oracletwo");
    JsonNode denied =
        body(
            ask(
                other.decider.secret,
                QUESTION.formatted(
                    "access_token",
                    one.reader.secret,
                    "browse",
                    "package",
                    "pkg:npm/%40oracleone/core")));
    assertThat(denied.get("decision").booleanValue()).isFalse();
    assertThat(denied.get("context").get("reason").stringValue()).isEqualTo("token.unknown");
  }

  @Test
  void callersNeedTheDecideScope() throws Exception {
    Seller seller = seller("scoped");
    String question =
        QUESTION.formatted(
            "access_token", seller.reader.secret, "browse", "package", "pkg:npm/%40scoped/core");
    assertThat(ask(seller.reader.secret, question).statusCode()).isEqualTo(403);
    assertThat(ask("plk_nobody", question).statusCode()).isEqualTo(401);
  }

  @Test
  void malformedQuestionsAreToldAsSuch() throws Exception {
    Seller seller = seller("malformed");
    for (String question :
        new String[] {
          "",
          "[]",
          "{\"subject\": 1}",
          "{\"a\": 1, \"a\": 2}",
          QUESTION.formatted("user", "x", "browse", "package", "pkg:npm/x"),
          QUESTION.formatted("token", "tok_short", "browse", "package", "pkg:npm/x"),
          QUESTION.formatted("access_token", "x", "fly", "package", "pkg:npm/x"),
          QUESTION.formatted("access_token", "x", "install", "package", "pkg:npm/x"),
          QUESTION.formatted("access_token", "x", "browse", "package", "npm/x")
        }) {
      HttpResponse<String> answer = ask(seller.decider.secret, question);
      assertThat(answer.statusCode()).as(question).isEqualTo(400);
      assertThat(body(answer).get("code").stringValue()).isEqualTo("evaluation.malformed");
    }
    String long1 = "{\"x\": \"" + "a".repeat(AuthZenHandler.BODY_BYTES_MAX) + "\"}";
    assertThat(ask(seller.decider.secret, long1).statusCode()).isEqualTo(413);
  }

  private record Issued(String id, String secret) {}

  private record Seller(Issued reader, Issued decider) {}

  private Seller seller(String slug) throws Exception {
    JsonNode organization =
        post(
            "/api/v1/organizations",
            """
            {"slug": "%s", "displayName": "%s", "ownerEmail": "owner@%s.example"}
            """
                .formatted(slug, slug, slug));
    String root = "/api/v1/organizations/" + organization.get("id").stringValue();
    String owner = organization.get("owner").stringValue();
    post(root + "/namespaces", "{\"ecosystem\": \"npm\", \"name\": \"" + slug + "\"}");
    post(root + "/packages", "{\"ecosystem\": \"npm\", \"name\": \"@" + slug + "/core\"}");
    return new Seller(issue(root, owner, "read"), issue(root, owner, "decide"));
  }

  private Issued issue(String root, String holder, String scope) throws Exception {
    JsonNode token =
        post(
            root + "/tokens",
            """
            {"holder": "%s", "name": "%s", "scopes": ["%s"]}
            """
                .formatted(holder, scope, scope));
    return new Issued(token.get("id").stringValue(), token.get("secret").stringValue());
  }

  private HttpResponse<String> ask(String secret, String question)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.address().resolve("/access/v1/evaluation"))
            .header("Authorization", "Bearer " + secret)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode post(String path, String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + operator)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-" + (path + json).hashCode())
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return body(answer);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Authorization", "Bearer " + operator)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode body(HttpResponse<String> answer) {
    return MAPPER.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }
}
