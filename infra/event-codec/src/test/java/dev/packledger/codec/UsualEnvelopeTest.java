package dev.packledger.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What is read byte by byte is what the strict reader reads, and nothing else. */
class UsualEnvelopeTest {
  private static final byte[] STORED =
      new Envelope(
              "tok_01k9zzzzzzzzzzzzzzzzzzzzzz",
              17,
              "token.revoked",
              1,
              new Metadata(
                  "0198c2b0-7d5e-7000-8000-000000000001",
                  new Actor(Actor.Kind.MEMBER, "mem_01k9zzzzzzzzzzzzzzzzzzzzzz"),
                  new Cause("cmd-1", null, "corr-1"),
                  Instant.parse("2026-03-01T12:30:45.123456Z"),
                  "c2FsdA"),
              "{\"reason\":\"leaked\"}".getBytes(StandardCharsets.UTF_8))
          .encode();

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12),
        Arbitraries.strings().withCharRange('\0', 'Ā').ofMaxLength(6));
  }

  @Property
  void whatWasWrittenIsRead(
      @ForAll("texts") String text,
      @ForAll("texts") String other,
      @ForAll long seed,
      @ForAll Actor.Kind kind) {
    Envelope envelope =
        new Envelope(
            text,
            Math.floorMod(seed, CanonicalJson.MAX_INTEGER),
            other,
            1 + (int) Math.floorMod(seed, 1000L),
            new Metadata(
                "e",
                new Actor(kind, other),
                new Cause(text, seed % 2 == 0 ? null : text, other),
                Instant.ofEpochSecond(Math.floorMod(seed, 4_000_000_000L), micros(seed)),
                "s"),
            "{\"a\":[{\"}\":\"\\\"{\"}]}".getBytes(StandardCharsets.UTF_8));
    byte[] stored = envelope.encode();
    assertThat(Envelope.decode(stored)).isEqualTo(envelope);
    Envelope usual = UsualEnvelope.read(stored);
    Statistics.collect(usual == null ? "unusual" : "usual");
    if (usual != null) {
      assertThat(usual).isEqualTo(envelope);
    }
  }

  private static long micros(long seed) {
    long micros = Math.floorMod(seed >> 8, 1_000_000L);
    return seed % 3 == 0 ? 0 : seed % 3 == 1 ? micros / 1000 * 1_000_000 : micros * 1000;
  }

  @Example
  void theUsualOneIsUsual() {
    assertThat(UsualEnvelope.read(STORED)).isEqualTo(new EnvelopeReader(STORED).read());
  }

  @Example
  void everyOtherByteIsReadOrRefusedAsTheStrictReaderDoes() {
    for (int at = 0; at < STORED.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] changed = STORED.clone();
        changed[at] = (byte) value;
        agree(changed);
      }
    }
  }

  @Example
  void everyCutAndEveryAdditionIsRefusedAsTheStrictReaderDoes() {
    for (int at = 0; at < STORED.length; at++) {
      agree(Arrays.copyOf(STORED, at));
      byte[] longer = new byte[STORED.length + 1];
      for (byte added : new byte[] {'0', ' ', '"', '}', '{', ','}) {
        System.arraycopy(STORED, 0, longer, 0, at);
        longer[at] = added;
        System.arraycopy(STORED, at, longer, at + 1, STORED.length - at);
        agree(longer);
      }
    }
  }

  /** The payload is cut out and read later, so the two are compared by the event. */
  private static void agree(byte[] stored) {
    String strict = said(bytes -> new EnvelopeReader(bytes).read(), stored);
    String usual = said(Envelope::decode, stored);
    assertThat(usual).as(new String(stored, StandardCharsets.ISO_8859_1)).isEqualTo(strict);
  }

  private static String said(Function<byte[], @Nullable Envelope> reader, byte[] stored) {
    try {
      Envelope read = Objects.requireNonNull(reader.apply(stored));
      return EventCodec.LEDGER.recorded(read, new Position(1)).toString();
    } catch (UnreadableEvent refused) {
      return "refused";
    }
  }
}
