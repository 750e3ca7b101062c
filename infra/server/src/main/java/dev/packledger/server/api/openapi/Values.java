package dev.packledger.server.api.openapi;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.terms.Updates;
import dev.packledger.domain.terms.VersionConstraint;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that JSON spells as one text or number, and the updates window, which has two shapes. */
final class Values {
  private static final String TYPE = "type";

  /** 128 bits in Crockford base32. */
  private static final String ID_BITS = "_[0-7][0-9a-hjkmnp-tv-z]{25}$";

  private Values() {}

  /** A new schema of such a value; null for every other type. */
  static @Nullable ObjectNode schema(Class<?> type) {
    if (type == String.class) {
      return of("string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return of("boolean");
    }
    if (type == int.class || type == Integer.class) {
      return of("integer").put("format", "int32");
    }
    if (type == long.class || type == Long.class || type == Position.class) {
      return of("integer").put("format", "int64");
    }
    if (Id.class.isAssignableFrom(type)) {
      return of("string").put("pattern", "^" + prefixes(type) + ID_BITS);
    }
    if (type == Updates.class) {
      return updates();
    }
    return type == ObjectNode.class ? of("object") : text(type);
  }

  private static @Nullable ObjectNode text(Class<?> type) {
    if (type == Instant.class) {
      return of("string").put("format", "date-time");
    }
    if (type == LocalDate.class) {
      return of("string").put("format", "date");
    }
    if (type == Period.class) {
      return of("string").put("format", "duration");
    }
    if (type == URI.class) {
      return of("string").put("format", "uri");
    }
    if (type == Digest.class) {
      return of("string").put("pattern", "^[0-9a-f]{64}$");
    }
    if (type == VersionConstraint.class) {
      ObjectNode constraint = of("string");
      constraint.putArray("examples").add(">=1.2 <3");
      return constraint;
    }
    return null;
  }

  /** Constants are spelled in lower case. */
  static ObjectNode ofEnum(Class<?> type) {
    ObjectNode schema = of("string");
    ArrayNode constants = schema.putArray("enum");
    for (Object constant : type.getEnumConstants()) {
      constants.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
    }
    return schema;
  }

  private static String prefixes(Class<?> id) {
    if (id.isSealed()) {
      return Arrays.stream(id.getPermittedSubclasses())
          .map(Values::prefixes)
          .sorted()
          .collect(Collectors.joining("|", "(", ")"));
    }
    try {
      return (String) id.getField("PREFIX").get(null);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("an id without a prefix: " + id.getName(), missing);
    }
  }

  private static ObjectNode updates() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    ArrayNode shapes = schema.putArray("oneOf");
    ObjectNode whileActive = updates(shapes.addObject(), "while_active");
    whileActive.putArray("required").add(TYPE);
    ObjectNode forPeriod = updates(shapes.addObject(), "for_period");
    forPeriod.putArray("required").add("period").add(TYPE);
    ((ObjectNode) forPeriod.get("properties"))
        .putObject("period")
        .put(TYPE, "string")
        .put("format", "duration");
    return schema;
  }

  private static ObjectNode updates(ObjectNode shape, String type) {
    shape.put(TYPE, "object").put("additionalProperties", false);
    shape.putObject("properties").putObject(TYPE).put("const", type);
    return shape;
  }

  private static ObjectNode of(String type) {
    return JsonNodeFactory.instance.objectNode().put(TYPE, type);
  }
}
