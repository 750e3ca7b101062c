package dev.packledger.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a server with one credential, over HTTP as anybody does. Each call waits until the server
 * knows everything that was written by the calls before, whichever credential they had.
 */
public final class ApiClient implements AutoCloseable {
  private static final Duration TIME_MAX = Duration.ofSeconds(30);

  /** The same body twice is the same bytes, as idempotency keys need. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final HttpClient http;
  private final URI server;
  private final String credential;
  private final AtomicLong written;

  private ApiClient(HttpClient http, URI server, String credential, AtomicLong written) {
    this.http = http;
    this.server = server;
    this.credential = credential;
    this.written = written;
  }

  /**
   * @param server without a slash at its end
   * @param credential empty for none
   */
  public static ApiClient of(URI server, String credential) {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new ApiClient(http, server, credential, new AtomicLong());
  }

  /** The same connection with another credential. */
  public ApiClient as(String other) {
    return new ApiClient(http, server, other, written);
  }

  public URI server() {
    return server;
  }

  public String credential() {
    return credential;
  }

  /**
   * What came back.
   *
   * @param position of the last event that the call stored; 0 where it stored none
   * @param denial the reference of a denial; empty where it is none
   */
  public record Reply(String call, int status, String text, long position, String denial) {
    /** The body as a tree. */
    public JsonNode json() {
      return JSON.readTree(text);
    }

    /** A text of the body, by its JSON pointer. */
    public String at(String pointer) {
      return json().at(pointer).asString();
    }

    /**
     * Passes it on.
     *
     * @throws DemoFailure where the status is none of these
     */
    public Reply expect(int... statuses) {
      for (int expected : statuses) {
        if (status == expected) {
          return this;
        }
      }
      throw new DemoFailure(call + " was answered with " + status + ": " + text);
    }
  }

  public Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody(), Map.of());
  }

  /**
   * @param key the idempotency key: the same one makes nothing a second time
   */
  public Reply post(String path, String key, Object body) {
    return send("POST", path, json(body), Map.of("Idempotency-Key", key));
  }

  public Reply put(String path, Object body) {
    return send("PUT", path, json(body), Map.of());
  }

  public Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody(), Map.of());
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofString(JSON.writeValueAsString(body));
  }

  private Reply send(String method, String path, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(TIME_MAX)
            .method(method, body)
            .header("Packledger-Min-Position", Long.toString(written.get()));
    if (body.contentLength() != 0) {
      request.header("Content-Type", "application/json");
    }
    if (!credential.isEmpty()) {
      request.header("Authorization", "Bearer " + credential);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      long position = response.headers().firstValueAsLong("Packledger-Position").orElse(0);
      written.accumulateAndGet(position, Math::max);
      String denial = response.headers().firstValue("Packledger-Denial").orElse("");
      return new Reply(
          method + " " + path, response.statusCode(), response.body(), position, denial);
    } catch (IOException failed) {
      throw new DemoFailure(method + " " + path + " was not answered", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
