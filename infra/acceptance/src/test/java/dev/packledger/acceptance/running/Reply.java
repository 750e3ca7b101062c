package dev.packledger.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer of the server, read as text and, where it is JSON, as a tree. */
public record Reply(HttpResponse<String> response) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public int status() {
    return response.statusCode();
  }

  public String text() {
    return response.body();
  }

  public JsonNode json() {
    return JSON.readTree(response.body());
  }

  /** A text at a path such as {@code /data/0/id}; fails the test where there is none. */
  public String at(String pointer) {
    JsonNode node = json().at(pointer);
    assertThat(node.isMissingNode()).as("%s in %s", pointer, text()).isFalse();
    return node.asString();
  }

  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  /** The position that a command stored its last event at. */
  public long position() {
    return Long.parseLong(header("Packledger-Position").orElseThrow());
  }

  /** Fails the test, with the whole answer, where the status is another. */
  public Reply is(int status) {
    assertThat(status())
        .as("%s %s: %s", response.request().method(), response.uri(), text())
        .isEqualTo(status);
    return this;
  }

  /** The answer is a problem of RFC 9457 with this status and code. */
  public Reply isProblem(int status, String code) {
    is(status);
    assertThat(header("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(at("/code")).isEqualTo(code);
    return this;
  }
}
