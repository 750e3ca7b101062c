package dev.packledger.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of a server under test.
 *
 * @param credential sent as a bearer token; empty for none
 */
public record ApiCalls(URI server, String credential) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    /** Checks the status and goes on. */
    public Answer is(int status) {
      assertThat(status()).as("%s: %s", response.request(), response.body()).isEqualTo(status);
      return this;
    }

    /** Checks that it is a problem of this code. */
    public Answer isProblem(int status, String code) {
      is(status);
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
      assertThat(json().get("code").asString()).isEqualTo(code);
      assertThat(json().get("status").asInt()).isEqualTo(status);
      return this;
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** The text at a JSON pointer. */
    public String at(String pointer) {
      return json().at(pointer).asString();
    }
  }

  /** The operator of the one server of this JVM. */
  public static ApiCalls operator(RunningServer server) {
    return new ApiCalls(server.address(), server.operatorKey());
  }

  public ApiCalls as(String other) {
    return new ApiCalls(server, other);
  }

  public Answer get(String path) {
    return send("GET", path, "", Map.of());
  }

  public Answer post(String path, String body) {
    return post(path, body, UUID.randomUUID().toString());
  }

  public Answer post(String path, String body, String key) {
    return send("POST", path, body, Map.of("Idempotency-Key", key));
  }

  public Answer put(String path, String body) {
    return send("PUT", path, body, Map.of());
  }

  public Answer delete(String path) {
    return send("DELETE", path, "", Map.of());
  }

  public Answer send(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (!credential.isEmpty()) {
      request.header("Authorization", "Bearer " + credential);
    }
    headers.forEach(request::setHeader);
    try {
      return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
