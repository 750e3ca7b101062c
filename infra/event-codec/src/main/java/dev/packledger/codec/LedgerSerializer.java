package dev.packledger.codec;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * Axon's serializer of the ledger's events, and of nothing else: stable names and revisions of
 * {@link EventTypes}, payloads of {@link EventCodec}. What the codec cannot read ends in a {@link
 * SerializationException}; Axon's {@code UnknownSerializedType} never comes out of it.
 *
 * <p>An engine hands over a message's metadata as a {@link Metadata} object under the type that
 * {@link #metadata} gives; inside a message it is actor, cause and salt.
 */
public class LedgerSerializer extends Jackson3Serializer {
  private static final SerializedType METADATA =
      new SimpleSerializedType(MetaData.class.getName(), null);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final EventCodec codec;

  public LedgerSerializer(EventCodec codec) {
    super(Jackson3Serializer.builder());
    this.codec = codec;
  }

  /**
   * What is recorded of a message beside its payload. A salt is made where it carries none.
   *
   * @throws SerializationException where the message does not say who did it and why
   */
  public Metadata metadataOf(EventMessage<?> message) {
    MetaData carried = message.getMetaData();
    if (!(carried.get(Metadata.ACTOR) instanceof Actor actor)
        || !(carried.get(Metadata.CAUSE) instanceof Cause cause)) {
      throw new SerializationException(
          "an event without actor or cause: " + message.getIdentifier());
    }
    String salt = carried.get(Metadata.SALT) instanceof String given ? given : newSalt();
    return new Metadata(
        message.getIdentifier(), actor, cause, message.getTimestamp().truncatedTo(MICROS), salt);
  }

  private static String newSalt() {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** A stored event's metadata as Axon's upcasters and messages carry it until it is asked for. */
  public static SerializedObject<Metadata> metadata(Metadata metadata) {
    return new SimpleSerializedObject<>(metadata, Metadata.class, METADATA);
  }

  @Override
  public <T> SerializedObject<T> serialize(Object object, Class<T> expectedRepresentation) {
    if (!(object instanceof Event event)) {
      throw new SerializationException("not an event of the ledger: " + nameOf(object));
    }
    byte[] payload = codec.encode(event);
    T content = getConverter().convert(payload, expectedRepresentation);
    return new SimpleSerializedObject<>(
        content, expectedRepresentation, typeForClass(event.getClass()));
  }

  private static String nameOf(Object object) {
    return object == null ? "null" : object.getClass().getName();
  }

  @Override
  @SuppressWarnings("unchecked") // Axon's interface promises what the type says
  public <S, T> T deserialize(SerializedObject<S> serialized) {
    if (serialized.getData() instanceof Metadata metadata) {
      return (T) messageMetadata(metadata);
    }
    SerializedType type = serialized.getType();
    byte[] payload = getConverter().convert(serialized, byte[].class).getData();
    try {
      return (T) codec.decode(type.getName(), revision(type), payload);
    } catch (UnreadableEvent unreadable) {
      throw new SerializationException(unreadable.getMessage(), unreadable);
    }
  }

  private static MetaData messageMetadata(Metadata metadata) {
    Actor actor = metadata.actor();
    Cause cause = metadata.cause();
    return MetaData.from(
        Map.of(Metadata.ACTOR, actor, Metadata.CAUSE, cause, Metadata.SALT, metadata.salt()));
  }

  private static int revision(SerializedType type) {
    try {
      return Integer.parseInt(String.valueOf(type.getRevision()));
    } catch (NumberFormatException wrong) {
      throw new SerializationException("not a revision: " + type, wrong);
    }
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    if (METADATA.getName().equals(type.getName())) {
      return MetaData.class;
    }
    try {
      return codec.types().named(type.getName()).eventClass();
    } catch (UnreadableEvent unreadable) {
      throw new SerializationException(unreadable.getMessage(), unreadable);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as Axon declares it
  public SerializedType typeForClass(Class type) {
    if (MetaData.class.equals(type)) {
      return METADATA;
    }
    EventType known = codec.types().of(type);
    return new SimpleSerializedType(known.name(), String.valueOf(known.revision()));
  }
}
