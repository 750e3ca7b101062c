package dev.packledger.server.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values made from the document's schemas, and values held against them. */
final class Examples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Examples() {}

  /** The schema that a reference names, or the schema itself. */
  static JsonNode resolved(JsonNode document, JsonNode schema) {
    String reference = schema.path("$ref").stringValue("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  /** The part of a schema that is not null. */
  static JsonNode present(JsonNode document, JsonNode schema) {
    JsonNode resolved = resolved(document, schema);
    if (resolved.has("anyOf")) {
      return resolved(document, resolved.at("/anyOf/0"));
    }
    return resolved.has("oneOf") ? resolved.at("/oneOf/1") : resolved;
  }

  /** A value with every field that the schema knows. */
  static JsonNode full(JsonNode document, JsonNode schema) {
    JsonNode present = present(document, schema);
    if (present.has("const")) {
      return present.get("const");
    }
    if (present.has("enum")) {
      return present.at("/enum/0");
    }
    return switch (kind(present)) {
      case "object" -> object(document, present);
      case "array" -> NODES.arrayNode();
      case "integer" -> NODES.numberNode(1);
      case "boolean" -> NODES.booleanNode(true);
      case "string" -> NODES.stringNode(text(present));
      default -> throw new AssertionError("no example for " + schema);
    };
  }

  private static ObjectNode object(JsonNode document, JsonNode schema) {
    ObjectNode value = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(field -> value.set(field.getKey(), full(document, field.getValue())));
    return value;
  }

  private static String kind(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).stringValue() : type.stringValue("");
  }

  private static String text(JsonNode schema) {
    if (schema.has("examples")) {
      return schema.at("/examples/0").stringValue();
    }
    String pattern = schema.path("pattern").stringValue("");
    if (!pattern.isEmpty()) {
      return pattern.replaceFirst("\\^\\(?([a-z]+).*", "$1") + "_" + "0".repeat(26);
    }
    return switch (schema.path("format").stringValue("")) {
      case "date-time" -> "2026-03-01T10:00:00Z";
      case "duration" -> "P1Y";
      default -> "text";
    };
  }

  /** Holds a value against a schema: kinds, required and unknown fields, constants, patterns. */
  static void check(JsonNode document, JsonNode schema, JsonNode value, String place) {
    JsonNode resolved = resolved(document, schema);
    boolean mayBeNull = resolved.path("type").isArray() || resolved.has("anyOf");
    if (value.isNull()) {
      assertThat(mayBeNull).as(place).isTrue();
      return;
    }
    JsonNode present = present(document, schema);
    switch (kind(present)) {
      case "object" -> {
        assertThat(value.isObject()).as(place).isTrue();
        present
            .path("required")
            .forEach(name -> assertThat(value.has(name.stringValue())).as(place).isTrue());
        value
            .properties()
            .forEach(
                field -> {
                  String inside = place + "." + field.getKey();
                  JsonNode known =
                      present.path("properties").path(field.getKey()).isMissingNode()
                          ? present.path("additionalProperties")
                          : present.path("properties").path(field.getKey());
                  assertThat(known.isObject()).as(inside).isTrue();
                  check(document, known, field.getValue(), inside);
                });
      }
      case "array" -> value.forEach(item -> check(document, present.get("items"), item, place));
      case "integer" -> assertThat(value.isIntegralNumber()).as(place).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as(place).isTrue();
      case "string" -> assertThat(value.stringValue()).as(place).matches(pattern(present));
      default -> throw new AssertionError(place + ": no kind in " + schema);
    }
    if (present.has("enum")) {
      Set<String> constants = new HashSet<>();
      present.get("enum").forEach(constant -> constants.add(constant.stringValue()));
      assertThat(constants).as(place).contains(value.stringValue());
    }
  }

  private static String pattern(JsonNode schema) {
    return schema.path("pattern").stringValue("(?s).*");
  }
}
