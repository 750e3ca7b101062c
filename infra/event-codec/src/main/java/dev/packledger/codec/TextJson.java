package dev.packledger.codec;

import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Values that are spelled as one string. */
final class TextJson {
  private TextJson() {}

  static final class Writer<T> extends StdSerializer<T> {
    private final Function<T, String> text;

    Writer(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeString(text.apply(value));
    }
  }

  static final class Reader<T> extends StdDeserializer<T> {
    private final Function<String, T> value;

    Reader(Class<T> type, Function<String, T> value) {
      super(type);
      this.value = value;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        return context.reportInputMismatch(this, "not a string: %s", in.currentToken());
      }
      String text = in.getString();
      try {
        return value.apply(text);
      } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
        throw context.weirdStringException(text, handledType(), wrong.getMessage());
      }
    }
  }
}
