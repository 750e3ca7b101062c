package dev.packledger.codec;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the envelopes that nearly all are, byte by byte: canonical, and with texts of printable
 * ASCII that need no escape. What it accepts is canonical by how it was read, so that nothing needs
 * to be written again to compare. Of anything else it says only that it is unusual; {@link
 * EnvelopeReader} reads that, or tells what is wrong.
 */
final class UsualEnvelope {
  private static final byte[] ACTOR_ID = ascii("{\"metadata\":{\"actor\":{\"id\":");
  private static final byte[] ACTOR_KIND = ascii(",\"kind\":");
  private static final byte[] COMMAND = ascii("},\"cause\":{\"commandId\":");
  private static final byte[] CORRELATION = ascii(",\"correlationId\":");
  private static final byte[] PROVIDER_EVENT = ascii(",\"providerEventId\":");
  private static final byte[] NULL = ascii("null");
  private static final byte[] EVENT_ID = ascii("},\"eventId\":");
  private static final byte[] RECORDED_AT = ascii(",\"recordedAt\":");
  private static final byte[] SALT = ascii(",\"salt\":");
  private static final byte[] PAYLOAD = ascii("},\"payload\":");
  private static final byte[] REVISION = ascii(",\"revision\":");
  private static final byte[] SEQUENCE = ascii(",\"sequence\":");
  private static final byte[] STREAM = ascii(",\"stream\":");
  private static final byte[] TYPE = ascii(",\"type\":");
  private static final byte[] END = ascii("}");

  private static final Map<String, Actor.Kind> KINDS =
      Stream.of(Actor.Kind.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  kind -> kind.name().toLowerCase(Locale.ROOT), Function.identity()));

  /** Fifteen digits are always less than 2^53. */
  private static final int DIGITS_MAX = 15;

  private final byte[] stored;
  private int at;
  private boolean usual = true;

  private UsualEnvelope(byte[] stored) {
    this.stored = stored;
  }

  /** The envelope; null where the bytes are unusual, or none. */
  static @Nullable Envelope read(byte[] stored) {
    try {
      return new UsualEnvelope(stored).read();
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  private @Nullable Envelope read() {
    String actor = string(ACTOR_ID);
    Actor.Kind kind = KINDS.get(string(ACTOR_KIND));
    String command = string(COMMAND);
    String correlation = string(CORRELATION);
    String providerEvent = nullable(PROVIDER_EVENT);
    String eventId = string(EVENT_ID);
    String recordedAt = string(RECORDED_AT);
    String salt = string(SALT);
    byte[] payload = object(PAYLOAD);
    long revision = integer(REVISION);
    long sequence = integer(SEQUENCE);
    String stream = string(STREAM);
    String type = string(TYPE);
    literal(END);
    if (!usual || kind == null || at != stored.length || revision > Integer.MAX_VALUE) {
      return null;
    }
    Metadata metadata =
        new Metadata(
            eventId,
            new Actor(kind, actor),
            new Cause(command, providerEvent, correlation),
            InstantText.parse(recordedAt),
            salt);
    return new Envelope(stream, sequence, type, (int) revision, metadata, payload);
  }

  private void literal(byte[] expected) {
    int end = at + expected.length;
    if (!usual
        || end > stored.length
        || !Arrays.equals(stored, at, end, expected, 0, expected.length)) {
      usual = false;
      return;
    }
    at = end;
  }

  private String string(byte[] before) {
    literal(before);
    return text();
  }

  private @Nullable String nullable(byte[] before) {
    literal(before);
    if (usual && at < stored.length && stored[at] == 'n') {
      literal(NULL);
      return null;
    }
    return text();
  }

  /** The text in quotation marks that begins here; empty, and the bytes unusual, for any other. */
  private String text() {
    if (!usual || at == stored.length || stored[at] != '"') {
      usual = false;
      return "";
    }
    int start = at + 1;
    for (int i = start; i < stored.length; i++) {
      byte b = stored[i];
      if (b == '"') {
        at = i + 1;
        return new String(stored, start, i - start, StandardCharsets.ISO_8859_1);
      }
      if (b < ' ' || b == '\\' || b == 0x7f) {
        break;
      }
    }
    usual = false;
    return "";
  }

  /** Without a sign, and without a zero in front. */
  private long integer(byte[] before) {
    literal(before);
    int start = at;
    long value = 0;
    while (usual && at < stored.length && isDigit(stored[at]) && at - start < DIGITS_MAX) {
      value = value * 10 + stored[at] - '0';
      at++;
    }
    if (at == start || (stored[start] == '0' && at - start > 1)) {
      usual = false;
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The bytes of an object, cut out by its braces; what is in it is read by who needs it. */
  private byte[] object(byte[] before) {
    literal(before);
    if (!usual || at == stored.length || stored[at] != '{') {
      usual = false;
      return stored;
    }
    int start = at;
    int depth = 0;
    boolean quoted = false;
    for (int i = at; i < stored.length; i++) {
      byte b = stored[i];
      if (quoted) {
        i += b == '\\' ? 1 : 0;
        quoted = b != '"';
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        at = i + 1;
        return Arrays.copyOfRange(stored, start, at);
      }
    }
    usual = false;
    return stored;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
