package dev.packledger.webhooks.stripe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of Stripe's, read strictly: a field is of the type that the API reference gives it, or
 * the object is malformed. Fields that we do not ask for may be anything.
 */
record StripeObject(JsonNode node) {
  private static final long INTEGER_MAX = (1L << 53) - 1;
  private static final long SECONDS_MAX = 253_402_300_799L;
  private static final int TEXT_LENGTH_MAX = 5000;

  /** An object that is not of the form that the API reference gives. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String field, String expected) {
      super(field + " is not " + expected);
    }
  }

  String id() {
    return text("id");
  }

  String text(String name) {
    String text = optionalText(name);
    if (text == null || text.isEmpty()) {
      throw new Malformed(name, "a text");
    }
    return text;
  }

  @Nullable String optionalText(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString() || value.stringValue().length() > TEXT_LENGTH_MAX) {
      throw new Malformed(name, "a text");
    }
    return value.stringValue();
  }

  /** The id of an expandable field: a text, or an object with an id. */
  String reference(String name) {
    String id = optionalReference(name);
    if (id == null) {
      throw new Malformed(name, "a reference");
    }
    return id;
  }

  @Nullable String optionalReference(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isObject()
        ? new StripeObject(value).text("id")
        : optionalText(name);
  }

  boolean flag(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isBoolean()) {
      throw new Malformed(name, "true or false");
    }
    return value.booleanValue();
  }

  long integer(String name) {
    Long integer = optionalInteger(name);
    if (integer == null) {
      throw new Malformed(name, "an integer");
    }
    return integer;
  }

  /** An integer of at most 2^53 - 1 either way; floats are malformed, whole ones too. */
  @Nullable Long optionalInteger(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() > INTEGER_MAX
        || value.longValue() < -INTEGER_MAX) {
      throw new Malformed(name, "an integer within 2^53");
    }
    return value.longValue();
  }

  /** An amount or count that is never negative. */
  long amount(String name) {
    long amount = integer(name);
    if (amount < 0) {
      throw new Malformed(name, "at least 0");
    }
    return amount;
  }

  Instant instant(String name) {
    Instant instant = optionalInstant(name);
    if (instant == null) {
      throw new Malformed(name, "a time");
    }
    return instant;
  }

  /** A time in seconds since 1970. */
  @Nullable Instant optionalInstant(String name) {
    Long seconds = optionalInteger(name);
    if (seconds == null) {
      return null;
    }
    if (seconds < 0 || seconds > SECONDS_MAX) {
      throw new Malformed(name, "a time in seconds");
    }
    return Instant.ofEpochSecond(seconds);
  }

  StripeObject object(String name) {
    StripeObject object = optionalObject(name);
    if (object == null) {
      throw new Malformed(name, "an object");
    }
    return object;
  }

  @Nullable StripeObject optionalObject(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isObject()) {
      throw new Malformed(name, "an object");
    }
    return new StripeObject(value);
  }

  /** The objects of an array; none where it is null or absent. */
  List<StripeObject> array(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new Malformed(name, "an array");
    }
    List<StripeObject> objects = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isObject()) {
        throw new Malformed(name, "an array of objects");
      }
      objects.add(new StripeObject(element));
    }
    return objects;
  }
}
