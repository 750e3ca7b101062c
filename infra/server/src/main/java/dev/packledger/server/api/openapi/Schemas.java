package dev.packledger.server.api.openapi;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas (2020-12) of what the API reads and writes. A record is an object with its
 * components, those that are not {@code @Nullable} required; a type without a known form in JSON is
 * a bug and throws.
 */
final class Schemas {
  private static final String REFERENCE = "$ref";
  private static final String PLACE = "#/components/schemas/";

  private final SortedMap<String, ObjectNode> components = new TreeMap<>();
  private final SortedMap<String, Type> types = new TreeMap<>();

  /** The schemas of records and enums, by name. */
  SortedMap<String, ObjectNode> components() {
    return Collections.unmodifiableSortedMap(components);
  }

  /** What they are the schemas of. */
  SortedMap<String, Type> types() {
    return Collections.unmodifiableSortedMap(types);
  }

  ObjectNode of(AnnotatedType type) {
    return nullable(type, of(type.getType()));
  }

  ObjectNode of(Type type) {
    return of(type, Map.of());
  }

  /** Makes everything that a schema refers to refuse fields it does not name, as readers do. */
  void close(JsonNode schema) {
    String reference = schema.path(REFERENCE).stringValue("");
    if (reference.startsWith(PLACE)) {
      ObjectNode component = component(reference.substring(PLACE.length()));
      if (component.has("properties") && !component.has("additionalProperties")) {
        component.put("additionalProperties", false);
        close(component);
      }
    }
    schema.forEach(this::close);
  }

  private ObjectNode component(String name) {
    ObjectNode component = components.get(name);
    if (component == null) {
      throw new IllegalStateException("no schema has the name " + name);
    }
    return component;
  }

  private ObjectNode of(Type type, Map<TypeVariable<?>, Type> bound) {
    return switch (type) {
      case Class<?> plain -> plain(plain);
      case ParameterizedType generic -> generic(generic, bound);
      case TypeVariable<?> variable -> of(bound(variable, bound), Map.of());
      default -> throw unknown(type);
    };
  }

  private ObjectNode plain(Class<?> type) {
    ObjectNode value = Values.schema(type);
    if (value != null) {
      return value;
    }
    if (type.isEnum()) {
      return named(nameOf(type), type, () -> Values.ofEnum(type));
    }
    if (!type.isRecord()) {
      throw unknown(type);
    }
    return named(nameOf(type), type, () -> ofRecord(type, Map.of()));
  }

  private ObjectNode generic(ParameterizedType type, Map<TypeVariable<?>, Type> bound) {
    Type[] arguments = type.getActualTypeArguments();
    Class<?> raw = raw(type);
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (raw == List.class || raw == Set.class) {
      schema.put("type", "array").set("items", of(arguments[0], bound));
      return raw == Set.class ? schema.put("uniqueItems", true) : schema;
    }
    if (raw == Map.class && arguments[0] == String.class) {
      schema.put("type", "object").set("additionalProperties", of(arguments[1], bound));
      return schema;
    }
    if (!raw.isRecord() || !(arguments[0] instanceof Class<?> argument)) {
      throw unknown(type);
    }
    Map<TypeVariable<?>, Type> inside = new HashMap<>();
    inside.put(raw.getTypeParameters()[0], argument);
    return named(nameOf(argument) + nameOf(raw), type, () -> ofRecord(raw, inside));
  }

  private ObjectNode ofRecord(Class<?> type, Map<TypeVariable<?>, Type> bound) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    for (RecordComponent component : type.getRecordComponents()) {
      AnnotatedType declared = component.getAnnotatedType();
      properties.set(component.getName(), nullable(declared, of(declared.getType(), bound)));
      if (!declared.isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  private ObjectNode named(String name, Type type, Supplier<ObjectNode> schema) {
    Type known = types.putIfAbsent(name, type);
    if (known == null) {
      components.put(name, schema.get());
    } else if (!known.equals(type)) {
      throw new IllegalStateException(name + " names both " + known + " and " + type);
    }
    return JsonNodeFactory.instance.objectNode().put(REFERENCE, PLACE + name);
  }

  private static ObjectNode nullable(AnnotatedType type, ObjectNode schema) {
    if (!type.isAnnotationPresent(Nullable.class)) {
      return schema;
    }
    JsonNode kind = schema.get("type");
    if (kind != null) {
      ObjectNode either = JsonNodeFactory.instance.objectNode();
      either.putArray("type").add(kind).add("null");
      schema.properties().stream()
          .filter(property -> !property.getKey().equals("type"))
          .forEach(property -> either.set(property.getKey(), property.getValue()));
      return either;
    }
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> raw(generic.getRawType());
      default -> throw unknown(type);
    };
  }

  private static Type bound(TypeVariable<?> variable, Map<TypeVariable<?>, Type> bound) {
    Type type = bound.get(variable);
    if (type == null) {
      throw unknown(variable);
    }
    return type;
  }

  /** Nested types after what they are nested in; what only says where a type lives is left out. */
  private static String nameOf(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    String name = type.getSimpleName().replaceFirst("(?<=.)(Api|Row)$", "");
    return outer == null ? name : nameOf(outer) + name;
  }

  private static IllegalStateException unknown(Type type) {
    return new IllegalStateException("no schema is known for " + type.getTypeName());
  }
}
