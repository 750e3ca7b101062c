package dev.packledger.server.api;

import dev.packledger.codec.PayloadMapper;
import dev.packledger.codec.StrictIntrospector;
import dev.packledger.domain.ledger.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * How the API spells values: as the ledger does, read as strictly, but for two kindnesses to
 * clients: what is {@code @Nullable} may be left out, and times may carry any offset.
 */
public final class ApiJson {
  private ApiJson() {}

  /** Makes a builder's mapper spell and read as the API does. */
  public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
    return builder
        .annotationIntrospector(new StrictIntrospector())
        .addModule(PayloadMapper.module())
        .addModule(timesAndPositions())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            textual -> {
              textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
              textual.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
              textual.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
  }

  private static SimpleModule timesAndPositions() {
    SimpleModule module = new SimpleModule("packledger-api");
    module.addSerializer(Position.class, new PositionNumber());
    module.addDeserializer(Instant.class, new AnyZone());
    return module;
  }

  /** A position is its number. */
  private static final class PositionNumber extends StdSerializer<Position> {
    PositionNumber() {
      super(Position.class);
    }

    @Override
    public void serialize(Position position, JsonGenerator out, SerializationContext context) {
      out.writeNumber(position.value());
    }
  }

  /** RFC 3339 with any offset, cut to microseconds. */
  private static final class AnyZone extends StdDeserializer<Instant> {
    AnyZone() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) {
      String text = in.getValueAsString();
      if (text == null) {
        return (Instant) context.handleUnexpectedToken(Instant.class, in);
      }
      try {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      } catch (DateTimeException wrong) {
        throw context.weirdStringException(text, Instant.class, "not a time of RFC 3339");
      }
    }
  }
}
