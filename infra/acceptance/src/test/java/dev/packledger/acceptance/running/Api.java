package dev.packledger.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * A caller of {@code /api/v1}, or of any other address of the server, with one credential. What
 * callers of one server wrote, each of them reads: every request names the last position that any
 * of them was told.
 */
public final class Api {
  private static final Duration TIME_MAX = Duration.ofMinutes(1);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final URI server;
  private final String credential;
  private final AtomicLong position;

  /**
   * @param credential a token's secret or the operator key; empty for a stranger
   */
  public Api(URI server, String credential) {
    this(server, credential, new AtomicLong());
  }

  private Api(URI server, String credential, AtomicLong position) {
    this.server = server;
    this.credential = credential;
    this.position = position;
  }

  /** The same server with another credential. */
  public Api as(String other) {
    return new Api(server, other, position);
  }

  public Reply get(String path, Map<String, String> headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Reply get(String path) {
    return get(path, Map.of());
  }

  /** Sends a POST under a key of its own. */
  public Reply post(String path, Object body) {
    return post(path, body, UUID.randomUUID().toString());
  }

  public Reply post(String path, Object body, String idempotencyKey) {
    return send("POST", path, json(body), Map.of("Idempotency-Key", idempotencyKey));
  }

  public Reply put(String path, Object body) {
    return send("PUT", path, json(body), Map.of());
  }

  /** Sends a file's bytes. */
  public Reply putFile(String path, String content) {
    return send(
        "PUT",
        path,
        BodyPublishers.ofString(content),
        Map.of("Content-Type", "application/octet-stream"));
  }

  public Reply patch(String path, Object body) {
    return send("PATCH", path, json(body), Map.of());
  }

  public Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody(), Map.of());
  }

  /** Fetches a file as it is. */
  public void download(String path, Path to) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(TIME_MAX)
            .header("Authorization", "Bearer " + credential)
            .header("Packledger-Min-Position", Long.toString(position.get()))
            .build();
    try {
      int status = HTTP.send(request, HttpResponse.BodyHandlers.ofFile(to)).statusCode();
      assertThat(status).as(path).isEqualTo(200);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static BodyPublisher json(Object body) {
    return BodyPublishers.ofString(
        body instanceof String text ? text : JSON.writeValueAsString(body));
  }

  public Reply send(String method, String path, BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(TIME_MAX).method(method, body);
    if (body.contentLength() != 0) {
      request.header("Content-Type", "application/json");
    }
    if (!credential.isEmpty()) {
      request.header("Authorization", "Bearer " + credential);
    }
    request.header("Packledger-Min-Position", Long.toString(position.get()));
    headers.forEach(request::setHeader);
    try {
      Reply reply = new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
      reply
          .header("Packledger-Position")
          .ifPresent(told -> position.accumulateAndGet(Long.parseLong(told), Math::max));
      return reply;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
