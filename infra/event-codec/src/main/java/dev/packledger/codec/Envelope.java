package dev.packledger.codec;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an event, the same for every engine, and what the transparency log hashes:
 * canonical JSON of stream, sequence, type, revision, metadata and payload. It holds no position.
 *
 * @param stream the stream's id text
 * @param sequence number within the stream, from 0
 * @param type stable name, see {@link EventTypes}
 * @param revision of the payload, from 1
 * @param payload canonical JSON of an object; never changed after it was given
 */
public record Envelope(
    String stream, long sequence, String type, int revision, Metadata metadata, byte[] payload) {

  /** The canonical bytes: what is stored and hashed. */
  public byte[] encode() {
    StringBuilder head = new StringBuilder(512).append("{\"metadata\":");
    metadata(head);
    head.append(",\"payload\":");
    StringBuilder tail = new StringBuilder(128).append(",\"revision\":").append(revision);
    tail.append(",\"sequence\":").append(CanonicalJson.checked(sequence)).append(",\"stream\":");
    CanonicalJson.string(tail, stream);
    tail.append(",\"type\":");
    CanonicalJson.string(tail, type);
    tail.append('}');
    return joined(
        head.toString().getBytes(StandardCharsets.UTF_8),
        payload,
        tail.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a stored form. The payload is cut out of it and not looked into.
   *
   * @throws UnreadableEvent where the bytes are not an envelope
   */
  public static Envelope decode(byte[] stored) {
    Envelope usual = UsualEnvelope.read(stored);
    return usual == null ? new EnvelopeReader(stored).read() : usual;
  }

  private void metadata(StringBuilder out) {
    Actor actor = metadata.actor();
    Cause cause = metadata.cause();
    out.append("{\"actor\":{\"id\":");
    CanonicalJson.string(out, actor.id());
    out.append(",\"kind\":");
    CanonicalJson.string(out, actor.kind().name().toLowerCase(Locale.ROOT));
    out.append("},\"cause\":{\"commandId\":");
    CanonicalJson.string(out, cause.commandId());
    out.append(",\"correlationId\":");
    CanonicalJson.string(out, cause.correlationId());
    out.append(",\"providerEventId\":");
    nullable(out, cause.providerEventId());
    out.append("},\"eventId\":");
    CanonicalJson.string(out, metadata.eventId());
    out.append(",\"recordedAt\":");
    CanonicalJson.string(out, InstantText.of(metadata.recordedAt()));
    out.append(",\"salt\":");
    CanonicalJson.string(out, metadata.salt());
    out.append('}');
  }

  private static void nullable(StringBuilder out, @Nullable String value) {
    if (value == null) {
      out.append("null");
    } else {
      CanonicalJson.string(out, value);
    }
  }

  private static byte[] joined(byte[] head, byte[] payload, byte[] tail) {
    byte[] all = Arrays.copyOf(head, head.length + payload.length + tail.length);
    System.arraycopy(payload, 0, all, head.length, payload.length);
    System.arraycopy(tail, 0, all, head.length + payload.length, tail.length);
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Envelope that
        && stream.equals(that.stream)
        && sequence == that.sequence
        && type.equals(that.type)
        && revision == that.revision
        && metadata.equals(that.metadata)
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return Objects.hash(stream, sequence, type, revision, metadata, Arrays.hashCode(payload));
  }

  @Override
  public String toString() {
    return "Envelope[" + stream + " " + sequence + " " + type + "." + revision + "]";
  }
}
