package dev.packledger.webhooks.stripedouble;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything the double holds, by id and in the order it was made. Stories write, HTTP threads
 * read; every method holds the store's lock, and what leaves it is a copy.
 */
final class DoubleStore {
  private static final long ODD_FACTOR = 0x9e3779b97f4a7c15L;

  private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
  private final Map<String, List<ObjectNode>> lines = new LinkedHashMap<>();
  private final String tag;
  private long number;

  DoubleStore(String tag) {
    this.tag = tag;
  }

  /**
   * A new id that looks like Stripe's, whose order says nothing of time: a number, turned into
   * another one of 64 bits by a product with an odd factor, which no other number gives.
   */
  synchronized String newId(String prefix) {
    number++;
    return prefix + "_" + tag + "%016x".formatted(number * ODD_FACTOR);
  }

  synchronized void put(ObjectNode object) {
    objects.put(object.get("id").stringValue(), object.deepCopy());
  }

  synchronized Optional<ObjectNode> find(String id) {
    return Optional.ofNullable(objects.get(id)).map(ObjectNode::deepCopy);
  }

  ObjectNode get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("the double has no " + id));
  }

  /** The objects of a kind, the newest first as Stripe lists them. */
  synchronized List<ObjectNode> list(String kind, Predicate<JsonNode> condition) {
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode object : objects.values()) {
      if (object.get("object").stringValue().equals(kind) && condition.test(object)) {
        found.addFirst(object.deepCopy());
      }
    }
    return found;
  }

  /** The lines of a checkout session, which the session itself does not show. */
  synchronized void putLines(String session, List<ObjectNode> its) {
    lines.put(session, its.stream().map(ObjectNode::deepCopy).toList());
  }

  synchronized List<ObjectNode> linesOf(String session) {
    return lines.getOrDefault(session, List.of()).stream().map(ObjectNode::deepCopy).toList();
  }
}
