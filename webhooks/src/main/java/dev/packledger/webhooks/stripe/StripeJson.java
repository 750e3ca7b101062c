package dev.packledger.webhooks.stripe;

import dev.packledger.domain.ledger.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stripe's JSON as trees. Bodies are never bound to stripe-java's models: its {@code getObject()}
 * is empty where the API versions differ.
 */
final class StripeJson {
  private static final int DEPTH_MAX = 64;
  private static final int NAME_LENGTH_MAX = 1024;
  private static final int NUMBER_LENGTH_MAX = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNameLength(NAME_LENGTH_MAX)
                          .maxNumberLength(NUMBER_LENGTH_MAX)
                          .build())
                  .build())
          .build();

  private StripeJson() {}

  /** The text of UTF-8 bytes; empty where they are not UTF-8. */
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /** The object of a text; empty where it is not exactly one JSON object. */
  static Optional<JsonNode> object(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree != null && tree.isObject() ? Optional.of(tree) : Optional.empty();
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  /**
   * What an event says, apart from how it was delivered: SHA-256 over its fields by name, without
   * {@code pending_webhooks}, a counter of deliveries that changes between two of them.
   */
  static Digest content(JsonNode event) {
    StringBuilder text = new StringBuilder();
    appendSorted(text, event, "pending_webhooks");
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return Digest.of(sha256);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private static void appendSorted(StringBuilder text, JsonNode node, String without) {
    if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      fields.remove(without);
      text.append('{');
      fields.forEach(
          (name, value) -> {
            text.append(MAPPER.writeValueAsString(name)).append(':');
            appendSorted(text, value, "");
            text.append(',');
          });
      text.append('}');
    } else if (node.isArray()) {
      text.append('[');
      node.forEach(
          element -> {
            appendSorted(text, element, "");
            text.append(',');
          });
      text.append(']');
    } else {
      text.append(node);
    }
  }
}
