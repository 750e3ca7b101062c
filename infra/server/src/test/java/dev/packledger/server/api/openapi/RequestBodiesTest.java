package dev.packledger.server.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the document says of bodies is what the reader of bodies does. */
@ExtendWith(TestServer.class)
class RequestBodiesTest {
  private final JsonMapper mapper;
  private final OpenApiDocument description;
  private final JsonNode document;
  private final Set<Type> bodies = new LinkedHashSet<>();

  RequestBodiesTest(RunningServer server) {
    this.mapper = server.process().part(JsonMapper.class);
    this.description = server.process().part(OpenApiDocument.class);
    this.document = description.json();
    description.handlers().getHandlerMethods().values().stream()
        .flatMap(handler -> Stream.of(handler.getMethod().getParameters()))
        .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
        .map(Parameter::getParameterizedType)
        .forEach(bodies::add);
  }

  @Test
  void theReaderDemandsWhatIsRequiredAndTakesNothingElse() {
    assertThat(bodies).hasSizeGreaterThan(20);

    assertAll(
        bodies.stream()
            .map(
                type ->
                    () -> {
                      JsonNode schema = description.schemas().of(type);
                      ObjectNode full = (ObjectNode) Examples.full(document, schema);
                      assertThat(reads(type, full)).as("%s %s", type, full).isTrue();
                      probe(type, full, JsonPointer.empty(), Examples.present(document, schema));
                    }));
  }

  private void probe(Type type, ObjectNode full, JsonPointer place, JsonNode schema) {
    List<String> required =
        schema.path("required").valueStream().map(JsonNode::stringValue).toList();
    assertThat(schema.path("additionalProperties").isBoolean()).as("%s%s", type, place).isTrue();
    assertThat(reads(type, changed(full, place, o -> o.put("unheardOf", 1))))
        .as("%s%s.unheardOf", type, place)
        .isFalse();
    for (String name : schema.path("properties").propertyNames()) {
      boolean needed = required.contains(name);
      assertThat(reads(type, changed(full, place, o -> o.remove(name))))
          .as("%s%s without %s", type, place, name)
          .isEqualTo(!needed);
      assertThat(reads(type, changed(full, place, o -> o.putNull(name))))
          .as("%s%s with %s null", type, place, name)
          .isEqualTo(!needed);
      JsonNode inner = Examples.present(document, schema.path("properties").get(name));
      if (inner.has("properties")) {
        probe(type, full, place.appendProperty(name), inner);
      }
    }
  }

  private static ObjectNode changed(ObjectNode full, JsonPointer place, Change change) {
    ObjectNode copy = full.deepCopy();
    change.make((ObjectNode) copy.at(place));
    return copy;
  }

  private boolean reads(Type type, JsonNode body) {
    try {
      var unused = mapper.readValue(mapper.writeValueAsString(body), mapper.constructType(type));
      return true;
    } catch (JacksonException refused) {
      return false;
    }
  }

  @FunctionalInterface
  private interface Change {
    void make(ObjectNode object);
  }
}
