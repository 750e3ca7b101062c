package dev.packledger.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sellers with tokens, and questions about them, over HTTP. */
public record Asking(RunningServer server) {
  public static final String EVALUATION = "/access/v1/evaluation";
  public static final String EVALUATIONS = "/access/v1/evaluations";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public record Issued(String id, String secret) {}

  /**
   * An organisation that owns the npm package {@code @slug/core}.
   *
   * @param reader may read
   * @param publisher may read and publish
   * @param decider may ask
   */
  public record Seller(Issued reader, Issued publisher, Issued decider) {}

  public ApiCalls operator() {
    return ApiCalls.operator(server);
  }

  public Seller seller(String slug) {
    JsonNode organization =
        operator()
            .post(
                "/api/v1/organizations",
                """
                {"slug": "%s", "displayName": "%s", "ownerEmail": "owner@%s.example"}
                """
                    .formatted(slug, slug, slug))
            .is(201)
            .json();
    String root = "/api/v1/organizations/" + organization.get("id").stringValue();
    String owner = organization.get("owner").stringValue();
    operator()
        .post(root + "/namespaces", "{\"ecosystem\": \"npm\", \"name\": \"" + slug + "\"}")
        .is(201);
    operator()
        .post(root + "/packages", "{\"ecosystem\": \"npm\", \"name\": \"@" + slug + "/core\"}")
        .is(201);
    return new Seller(
        issue(root, owner, "\"read\""),
        issue(root, owner, "\"read\", \"publish\""),
        issue(root, owner, "\"decide\""));
  }

  public void revoke(Issued token) {
    operator().post("/api/v1/tokens/" + token.id + "/revoke", "{\"reason\": \"requested\"}");
  }

  private Issued issue(String root, String holder, String scopes) {
    JsonNode token =
        operator()
            .post(
                root + "/tokens",
                """
                {"holder": "%s", "name": "test", "scopes": [%s]}
                """
                    .formatted(holder, scopes))
            .is(201)
            .json();
    return new Issued(token.get("id").stringValue(), token.get("secret").stringValue());
  }

  public HttpResponse<String> ask(String path, String secret, String question)
      throws IOException, InterruptedException {
    return ask(path, secret, question, Map.of("Content-Type", "application/json"));
  }

  public HttpResponse<String> ask(
      String path, String secret, String question, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Authorization", "Bearer " + secret)
            .POST(HttpRequest.BodyPublishers.ofString(question));
    headers.forEach(request::header);
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The answer to a question that is answered. */
  public JsonNode answer(String path, String secret, String question)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(path, secret, question);
    assertThat(answer.statusCode()).as("%s: %s", question, answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return json(answer.body());
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(server.address().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public static JsonNode json(String text) {
    return MAPPER.readTree(text);
  }
}
