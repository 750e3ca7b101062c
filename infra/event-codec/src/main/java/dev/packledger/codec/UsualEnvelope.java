package dev.packledger.codec;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
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
  private static final byte[] ACTOR_ID = UsualBytes.ascii("{\"metadata\":{\"actor\":{\"id\":");
  private static final byte[] ACTOR_KIND = UsualBytes.ascii(",\"kind\":");
  private static final byte[] COMMAND = UsualBytes.ascii("},\"cause\":{\"commandId\":");
  private static final byte[] CORRELATION = UsualBytes.ascii(",\"correlationId\":");
  private static final byte[] PROVIDER_EVENT = UsualBytes.ascii(",\"providerEventId\":");
  private static final byte[] EVENT_ID = UsualBytes.ascii("},\"eventId\":");
  private static final byte[] RECORDED_AT = UsualBytes.ascii(",\"recordedAt\":");
  private static final byte[] SALT = UsualBytes.ascii(",\"salt\":");
  private static final byte[] PAYLOAD = UsualBytes.ascii("},\"payload\":");
  private static final byte[] REVISION = UsualBytes.ascii(",\"revision\":");
  private static final byte[] SEQUENCE = UsualBytes.ascii(",\"sequence\":");
  private static final byte[] STREAM = UsualBytes.ascii(",\"stream\":");
  private static final byte[] TYPE = UsualBytes.ascii(",\"type\":");
  private static final byte[] END = UsualBytes.ascii("}");

  private static final Map<String, Actor.Kind> KINDS =
      Stream.of(Actor.Kind.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  kind -> kind.name().toLowerCase(Locale.ROOT), Function.identity()));

  private UsualEnvelope() {}

  /** The envelope; null where the bytes are unusual, or none. */
  static @Nullable Envelope read(byte[] stored) {
    try {
      return read(new UsualBytes(stored));
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  private static @Nullable Envelope read(UsualBytes in) {
    String actor = in.string(ACTOR_ID);
    Actor.Kind kind = KINDS.get(in.string(ACTOR_KIND));
    String command = in.string(COMMAND);
    String correlation = in.string(CORRELATION);
    String providerEvent = in.nullable(PROVIDER_EVENT);
    String eventId = in.string(EVENT_ID);
    String recordedAt = in.string(RECORDED_AT);
    String salt = in.string(SALT);
    byte[] payload = in.object(PAYLOAD);
    in.literal(REVISION);
    long revision = in.integer();
    in.literal(SEQUENCE);
    long sequence = in.integer();
    String stream = in.string(STREAM);
    String type = in.string(TYPE);
    in.literal(END);
    if (!in.isRead() || kind == null || revision > Integer.MAX_VALUE) {
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
}
