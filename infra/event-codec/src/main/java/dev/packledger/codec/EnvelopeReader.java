package dev.packledger.codec;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one envelope. As its bytes are canonical, the members come in one order and none may be
 * missing; the payload is cut out of the bytes, not read.
 */
final class EnvelopeReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] stored;

  EnvelopeReader(byte[] stored) {
    this.stored = stored;
  }

  Envelope read() {
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), stored)) {
      expect(in, JsonToken.START_OBJECT);
      Metadata metadata = metadata(in);
      byte[] payload = payload(in);
      int revision = Math.toIntExact(integer(in, "revision"));
      long sequence = integer(in, "sequence");
      String stream = string(in, "stream");
      String type = string(in, "type");
      expect(in, JsonToken.END_OBJECT);
      if (in.nextToken() != null) {
        throw new UnreadableEvent("bytes after the envelope");
      }
      return canonical(new Envelope(stream, sequence, type, revision, metadata, payload));
    } catch (JacksonException | IllegalArgumentException | ArithmeticException wrong) {
      throw new UnreadableEvent("not an envelope: " + wrong.getMessage(), wrong);
    }
  }

  private Envelope canonical(Envelope envelope) {
    if (!Arrays.equals(envelope.encode(), stored)) {
      throw new UnreadableEvent("not the canonical bytes of " + envelope);
    }
    return envelope;
  }

  private static Metadata metadata(JsonParser in) {
    name(in, "metadata");
    expect(in, JsonToken.START_OBJECT);
    Actor actor = actor(in);
    Cause cause = cause(in);
    String eventId = string(in, "eventId");
    Instant recordedAt = InstantText.parse(string(in, "recordedAt"));
    String salt = string(in, "salt");
    expect(in, JsonToken.END_OBJECT);
    return new Metadata(eventId, actor, cause, recordedAt, salt);
  }

  private static Actor actor(JsonParser in) {
    name(in, "actor");
    expect(in, JsonToken.START_OBJECT);
    String id = string(in, "id");
    String kind = string(in, "kind");
    expect(in, JsonToken.END_OBJECT);
    return new Actor(Actor.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), id);
  }

  private static Cause cause(JsonParser in) {
    name(in, "cause");
    expect(in, JsonToken.START_OBJECT);
    String commandId = string(in, "commandId");
    String correlationId = string(in, "correlationId");
    String providerEventId = nullable(in, "providerEventId");
    expect(in, JsonToken.END_OBJECT);
    return new Cause(commandId, providerEventId, correlationId);
  }

  private byte[] payload(JsonParser in) {
    name(in, "payload");
    expect(in, JsonToken.START_OBJECT);
    int start = Math.toIntExact(in.currentTokenLocation().getByteOffset());
    in.skipChildren();
    int end = Math.toIntExact(in.currentLocation().getByteOffset());
    return Arrays.copyOfRange(stored, start, end);
  }

  private static String string(JsonParser in, String name) {
    name(in, name);
    expect(in, JsonToken.VALUE_STRING);
    return in.getString();
  }

  private static @Nullable String nullable(JsonParser in, String name) {
    name(in, name);
    JsonToken token = in.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    check(token, JsonToken.VALUE_STRING, in);
    return in.getString();
  }

  private static long integer(JsonParser in, String name) {
    name(in, name);
    expect(in, JsonToken.VALUE_NUMBER_INT);
    return in.getLongValue();
  }

  private static void name(JsonParser in, String name) {
    expect(in, JsonToken.PROPERTY_NAME);
    if (!name.equals(in.currentName())) {
      throw new UnreadableEvent("expected " + name + ", found " + in.currentName());
    }
  }

  private static void expect(JsonParser in, JsonToken expected) {
    check(in.nextToken(), expected, in);
  }

  private static void check(@Nullable JsonToken found, JsonToken expected, JsonParser in) {
    if (found != expected) {
      throw new UnreadableEvent(
          "expected "
              + expected
              + ", found "
              + found
              + " at byte "
              + in.currentTokenLocation().getByteOffset());
    }
  }
}
