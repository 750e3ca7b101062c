package dev.packledger.webhooks.stripedouble;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stripe's objects with every field that the API reference lists and nothing decided yet, one
 * resource file a kind.
 */
final class Shapes {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Map<String, JsonNode> SHAPES = new ConcurrentHashMap<>();

  private Shapes() {}

  /** A new object of a kind, to be filled in. */
  static ObjectNode of(String kind) {
    return (ObjectNode) SHAPES.computeIfAbsent(kind, Shapes::read).deepCopy();
  }

  private static JsonNode read(String kind) {
    try (InputStream file = Shapes.class.getResourceAsStream(kind + ".json")) {
      if (file == null) {
        throw new IllegalArgumentException("no shape of a " + kind);
      }
      return JSON.readTree(file.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException("the shape of a " + kind + " cannot be read", failure);
    }
  }
}
