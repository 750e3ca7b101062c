package dev.packledger.server.authzen;

import dev.packledger.server.history.AsOf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON of questions: a top-level object, no member twice (AuthZEN 1.0, JSON Payload
 * Considerations), nothing nested or long beyond need.
 */
final class QuestionJson {
  private static final int DEPTH_MAX = 16;
  private static final int TEXT_CHARS_MAX = 4096;
  private static final int NUMBER_CHARS_MAX = 64;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(TEXT_CHARS_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private QuestionJson() {}

  static JsonNode read(byte[] body) throws Malformed {
    JsonNode root;
    try {
      root = MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      throw new Malformed("The body is not JSON that can be read.");
    }
    if (!root.isObject()) {
      throw new Malformed("The body is not a JSON object.");
    }
    return root;
  }

  static JsonNode object(JsonNode parent, String member) throws Malformed {
    JsonNode value = optionalObject(parent, member);
    if (value == null) {
      throw new Malformed(member + " is missing.");
    }
    return value;
  }

  /** Null where it is absent; JSON's null is a value of the wrong type. */
  static @Nullable JsonNode optionalObject(JsonNode parent, String member) throws Malformed {
    JsonNode value = parent.get(member);
    if (value != null && !value.isObject()) {
      throw new Malformed(member + " is not an object.");
    }
    return value;
  }

  static String text(JsonNode parent, String member, String path) throws Malformed {
    String value = optionalText(parent, member, path);
    if (value == null || value.isEmpty()) {
      throw new Malformed(path + " is missing.");
    }
    return value;
  }

  /** {@code context.asOf}: a position, as number or text, or an instant. */
  static @Nullable AsOf asOf(@Nullable JsonNode context) throws Malformed {
    JsonNode value = context == null ? null : context.get("asOf");
    if (value == null) {
      return null;
    }
    Optional<AsOf> asOf =
        value.isIntegralNumber() || value.isString()
            ? AsOf.parse(value.asString())
            : Optional.empty();
    return asOf.orElseThrow(
        () ->
            new Malformed(
                "as_of.invalid", "context.asOf is a position or an instant of RFC 3339."));
  }

  static @Nullable String optionalText(@Nullable JsonNode parent, String member, String path)
      throws Malformed {
    JsonNode value = parent == null ? null : parent.get(member);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      throw new Malformed(path + " is not a text.");
    }
    return value.stringValue();
  }
}
