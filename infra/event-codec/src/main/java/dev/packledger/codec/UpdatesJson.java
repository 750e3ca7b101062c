package dev.packledger.codec;

import dev.packledger.domain.terms.Updates;
import java.time.Period;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Which releases a payment covers: {@code {"type":"while_active"}} or {@code
 * {"period":"P1Y","type":"for_period"}}.
 */
final class UpdatesJson {
  private static final String TYPE = "type";
  private static final String PERIOD = "period";
  private static final String WHILE_ACTIVE = "while_active";
  private static final String FOR_PERIOD = "for_period";

  private UpdatesJson() {}

  static final class Writer extends StdSerializer<Updates> {
    Writer() {
      super(Updates.class);
    }

    @Override
    public void serialize(Updates value, JsonGenerator out, SerializationContext context) {
      out.writeStartObject();
      switch (value) {
        case Updates.WhileActive() -> out.writeStringProperty(TYPE, WHILE_ACTIVE);
        case Updates.ForPeriod(Period period) -> {
          out.writeName(PERIOD);
          context.writeValue(out, period);
          out.writeStringProperty(TYPE, FOR_PERIOD);
        }
      }
      out.writeEndObject();
    }
  }

  static final class Reader extends StdDeserializer<Updates> {
    Reader() {
      super(Updates.class);
    }

    @Override
    public Updates deserialize(JsonParser in, DeserializationContext context) {
      JsonNode node = context.readTree(in);
      Set<String> names = Set.copyOf(node.propertyNames());
      String type = node.path(TYPE).stringValue("");
      if (type.equals(WHILE_ACTIVE) && names.equals(Set.of(TYPE))) {
        return new Updates.WhileActive();
      }
      if (type.equals(FOR_PERIOD) && names.equals(Set.of(PERIOD, TYPE))) {
        return new Updates.ForPeriod(context.readTreeAsValue(node.get(PERIOD), Period.class));
      }
      return context.reportInputMismatch(this, "not an updates window: %s", node);
    }
  }
}
