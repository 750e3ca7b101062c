package dev.packledger.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JacksonException;

/** What is read byte by byte is what Jackson reads, and nothing else. */
class UsualPayloadTest {
  private static final Path CORPUS = Path.of("src/test/resources/events");

  /** What a byte is changed into: all that means something in JSON, and some that does not. */
  private static final byte[] OTHERS = "\"\\{}[],:0159azAZ_-+. \t\0\u007fn".getBytes(UTF_8);

  /** What has no usual form is read slowly: artifacts hold a map, an empty payload needs none. */
  @Test
  void nearlyEveryTypeHasAUsualForm() {
    assertThat(EventTypes.LEDGER.all())
        .filteredOn(type -> UsualPayload.of(type.eventClass()).isEmpty())
        .filteredOn(type -> type.eventClass().getRecordComponents().length > 0)
        .extracting(EventType::name)
        .containsExactlyInAnyOrder("release.published", "release.artifact_added");
  }

  @TestFactory
  Stream<DynamicTest> everyStoredPayloadIsReadAlike() throws IOException {
    return corpus()
        .map(
            envelope ->
                DynamicTest.dynamicTest(
                    envelope.type() + "." + envelope.sequence(), () -> readAlike(envelope)));
  }

  private static void readAlike(Envelope envelope) {
    EventType type = EventTypes.LEDGER.named(envelope.type());
    byte[] payload = envelope.payload();
    UsualPayload.of(type.eventClass())
        .ifPresent(
            usual -> {
              if (isPlain(payload)) {
                assertThat(usual.read(payload)).isEqualTo(strict(type, payload));
              }
              for (int at = 0; at < payload.length; at++) {
                for (byte other : OTHERS) {
                  byte[] changed = payload.clone();
                  changed[at] = other;
                  agree(type, usual, changed);
                }
                agree(type, usual, Arrays.copyOf(payload, at));
                agree(type, usual, without(payload, at));
              }
            });
  }

  /** Where it is read as usual, Jackson reads the same. */
  private static void agree(EventType type, UsualPayload usual, byte[] payload) {
    Event read = usual.read(payload);
    if (read != null) {
      assertThat(read).as(new String(payload, ISO_8859_1)).isEqualTo(strict(type, payload));
    }
  }

  private static @Nullable Event strict(EventType type, byte[] payload) {
    try {
      return EventCodec.LEDGER.strict(type, payload);
    } catch (JacksonException | IllegalArgumentException refused) {
      return null;
    }
  }

  private static byte[] without(byte[] payload, int at) {
    byte[] shorter = new byte[payload.length - 1];
    System.arraycopy(payload, 0, shorter, 0, at);
    System.arraycopy(payload, at + 1, shorter, at, payload.length - at - 1);
    return shorter;
  }

  private static boolean isPlain(byte[] payload) {
    String text = new String(payload, ISO_8859_1);
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '\\');
  }

  private static Stream<Envelope> corpus() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(CORPUS)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    return files.stream().map(UsualPayloadTest::stored).filter(Objects::nonNull);
  }

  /** Null where it is of an older revision, which is upcast first. */
  private static @Nullable Envelope stored(Path file) {
    try {
      Envelope envelope = Envelope.decode(CorpusTest.envelopeBytes(file));
      boolean todays = envelope.revision() == EventTypes.LEDGER.named(envelope.type()).revision();
      return todays ? envelope : null;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
