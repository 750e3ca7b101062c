package dev.packledger.registry.hex;

import dev.packledger.registry.hex.terms.ErlangJson;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.Document;
import dev.packledger.registry.shared.http.Reply;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The forms that Hex's clients ask for, one value in each (hexpm lib/hexpm_web/endpoint). */
enum HexForm {
  /** Words, for the registry: clients print them as they come. */
  TEXT("text/plain; charset=utf-8"),
  JSON("application/json"),
  /** Erlang's external term format; hex_core looks at nothing else. */
  ERLANG("application/vnd.hex+erlang");

  private final String contentType;

  HexForm(String contentType) {
    this.contentType = contentType;
  }

  /** The form that an API client asks for: JSON unless it speaks Erlang. */
  static HexForm accepted(@Nullable String accept) {
    return accept != null && accept.contains(ERLANG.contentType) ? ERLANG : JSON;
  }

  /** Whether a body is said to be of this form. */
  boolean is(@Nullable String type) {
    return type != null && type.startsWith(contentType);
  }

  Answer answer(int status, JsonNode value) {
    return Answer.of(status, bytes(value))
        .with("Cache-Control", "no-store")
        .with("Content-Type", contentType);
  }

  /** A document that clients may ask for again by its entity tag. */
  Reply document(JsonNode value) {
    return Document.of(bytes(value)).reply(contentType).with("Vary", "Accept");
  }

  private byte[] bytes(JsonNode value) {
    return switch (this) {
      case TEXT -> (value.path("message").stringValue("") + '\n').getBytes(StandardCharsets.UTF_8);
      case JSON -> value.toString().getBytes(StandardCharsets.UTF_8);
      case ERLANG -> ErlangJson.external(value);
    };
  }
}
