package dev.packledger.ledger;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serialises what Axon's own suite stores: texts, with any metadata, done by nobody for no reason.
 * A text is the one member of a payload; the metadata ride as the actor's id.
 */
public final class TextSerializer extends LedgerSerializer {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SerializedType TEXT = new SimpleSerializedType("test.text", "1");

  public TextSerializer() {
    super(EventCodec.LEDGER);
  }

  @Override
  public Metadata metadataOf(EventMessage<?> message) {
    Actor actor = new Actor(Actor.Kind.OPERATOR, JSON.writeValueAsString(message.getMetaData()));
    Cause cause = new Cause("", null, "");
    return new Metadata(
        message.getIdentifier(),
        actor,
        cause,
        message.getTimestamp().truncatedTo(ChronoUnit.MICROS),
        "");
  }

  @Override
  public <T> SerializedObject<T> serialize(Object object, Class<T> expected) {
    byte[] payload = JSON.writeValueAsBytes(Map.of("text", object));
    return new SimpleSerializedObject<>(getConverter().convert(payload, expected), expected, TEXT);
  }

  @Override
  @SuppressWarnings("unchecked") // as Axon's interface promises
  public <S, T> T deserialize(SerializedObject<S> serialized) {
    if (serialized.getData() instanceof Metadata metadata) {
      return (T) MetaData.from(JSON.readValue(metadata.actor().id(), Map.class));
    }
    byte[] payload = getConverter().convert(serialized, byte[].class).getData();
    return (T) JSON.readTree(payload).get("text").stringValue();
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    return TEXT.getName().equals(type.getName()) ? String.class : super.classForType(type);
  }
}
