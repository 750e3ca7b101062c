package dev.packledger.codec;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Between events and the canonical JSON of their payloads. Reading is strict: an unknown type, a
 * newer revision, a component missing, unknown or wrongly null stops the reader with {@link
 * UnreadableEvent}. Optional components are written as null, never left out.
 */
public final class EventCodec {
  private static final JsonMapper MAPPER = PayloadMapper.create();

  /** The codec of the ledger's own events. */
  public static final EventCodec LEDGER = new EventCodec(EventTypes.LEDGER, Upcasters.LEDGER);

  private final EventTypes types;
  private final Map<EventType, ObjectReader> readers;
  private final Map<EventType, UsualPayload> usual;
  private final Upcasters upcasters;

  public EventCodec(EventTypes types, Upcasters upcasters) {
    this.types = types;
    this.readers =
        types.all().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), type -> MAPPER.readerFor(type.eventClass())));
    this.usual = new HashMap<>();
    types
        .all()
        .forEach(
            type -> UsualPayload.of(type.eventClass()).ifPresent(known -> usual.put(type, known)));
    this.upcasters = upcasters;
  }

  public EventTypes types() {
    return types;
  }

  /**
   * The canonical payload of an event, in today's revision of its type.
   *
   * @throws IllegalArgumentException where the event has no type: a mistake of the program
   */
  public byte[] encode(Event event) {
    types.of(event.getClass());
    return CanonicalJson.bytes(MAPPER.valueToTree(event));
  }

  /**
   * The event of a stored payload.
   *
   * @param revision in which the payload was written
   * @throws UnreadableEvent where type, revision or payload are not ours
   */
  public Event decode(String typeName, int revision, byte[] payload) {
    EventType type = types.named(typeName);
    if (revision < 1 || revision > type.revision()) {
      throw new UnreadableEvent(
          "%s has revision %d, this program knows up to %d"
              .formatted(typeName, revision, type.revision()));
    }
    try {
      if (revision == type.revision()) {
        Event read = usual(type, payload);
        return read != null ? read : strict(type, payload);
      }
      return upcast(type, revision, payload);
    } catch (JacksonException | IllegalArgumentException wrong) {
      throw new UnreadableEvent(
          "not a payload of %s, revision %d: %s".formatted(typeName, revision, wrong.getMessage()),
          wrong);
    }
  }

  /** By Jackson, which reads every payload. */
  Event strict(EventType type, byte[] payload) {
    return present(Objects.requireNonNull(readers.get(type)).readValue(payload));
  }

  private @Nullable Event usual(EventType type, byte[] payload) {
    UsualPayload known = usual.get(type);
    return known == null ? null : known.read(payload);
  }

  private static Event present(@Nullable Event event) {
    if (event == null) {
      throw new IllegalArgumentException("null");
    }
    return event;
  }

  private Event upcast(EventType type, int revision, byte[] payload) {
    JsonNode stored = MAPPER.readTree(payload);
    if (!(stored instanceof ObjectNode object)) {
      throw new UnreadableEvent("the payload of " + type.name() + " is not an object");
    }
    return MAPPER.treeToValue(upcasters.upcast(type, revision, object), type.eventClass());
  }

  /** The stored form of a new event. */
  public Envelope envelope(String stream, long sequence, Event event, Metadata metadata) {
    EventType type = types.of(event.getClass());
    return new Envelope(stream, sequence, type.name(), type.revision(), metadata, encode(event));
  }

  /** The event of a stored form, as every fold of a projection receives it. */
  public Recorded<Event> recorded(Envelope envelope, Position position) {
    Event event = decode(envelope.type(), envelope.revision(), envelope.payload());
    return new Recorded<>(
        envelope.stream(), envelope.sequence(), position, event, envelope.metadata());
  }
}
