package dev.packledger.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.projections.timeline.TimelineTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads what was ever stored. A file of the corpus is an envelope and a line feed, named {@code
 * type.revision.json} or {@code type.revision-variant.json}; files are added, never edited, which
 * SHA256SUMS makes visible.
 */
class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/events");
  private static final List<Class<?>> STREAMS =
      List.of(
          OrganizationEvent.class,
          ProductEvent.class,
          NamespaceEvent.class,
          PackageEvent.class,
          ReleaseEvent.class,
          LicenseEvent.class,
          TokenEvent.class);

  @TestFactory
  Stream<DynamicTest> everyStoredEventIsRead() throws IOException {
    return files().stream().map(file -> DynamicTest.dynamicTest(nameOf(file), () -> read(file)));
  }

  private static void read(Path file) throws IOException {
    byte[] stored = envelopeBytes(file);
    Envelope envelope = Envelope.decode(stored);
    assertThat(nameOf(file))
        .matches(envelope.type() + "\\." + envelope.revision() + "(-[a-z-]+)?\\.json");
    assertThat(envelope.encode()).isEqualTo(stored);

    Recorded<Event> recorded = EventCodec.LEDGER.recorded(envelope, new Position(1));
    EventType type = EventTypes.LEDGER.named(envelope.type());
    assertThat(recorded.event()).isInstanceOf(type.eventClass());
    if (envelope.revision() == type.revision()) {
      Envelope again =
          EventCodec.LEDGER.envelope(
              recorded.stream(), recorded.sequence(), recorded.event(), recorded.metadata());
      assertThat(new String(again.encode(), UTF_8)).isEqualTo(new String(stored, UTF_8));
    }
  }

  /** Projections do not know the codec; the names that they tell are the ledger's all the same. */
  @TestFactory
  Stream<DynamicTest> theTimelineNamesEventsAsTheLedgerDoes() throws IOException {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    nameOf(file),
                    () -> {
                      Envelope envelope = Envelope.decode(envelopeBytes(file));
                      Event event = EventCodec.LEDGER.recorded(envelope, new Position(1)).event();
                      assertThat(TimelineTypes.type(event)).isEqualTo(envelope.type());
                    }));
  }

  @Test
  void everyTypeAndRevisionHasItsFile() throws IOException {
    Set<String> present = files().stream().map(CorpusTest::nameOf).collect(Collectors.toSet());
    for (EventType type : EventTypes.LEDGER.all()) {
      for (int revision = 1; revision <= type.revision(); revision++) {
        assertThat(present).contains(type.name() + "." + revision + ".json");
      }
    }
  }

  @Test
  void everyEventOfTheDomainHasItsType() {
    Set<Class<?>> events =
        STREAMS.stream()
            .flatMap(stream -> Arrays.stream(stream.getPermittedSubclasses()))
            .collect(Collectors.toSet());
    Set<Class<?>> typed =
        EventTypes.LEDGER.all().stream().map(EventType::eventClass).collect(Collectors.toSet());
    assertThat(typed).isEqualTo(events);
  }

  @Test
  void noFileWasEverEdited() throws IOException {
    Set<String> digests = new TreeSet<>();
    for (Path file : files()) {
      digests.add(sha256(Files.readAllBytes(file)) + "  " + nameOf(file));
    }
    List<String> listed = Files.readAllLines(CORPUS.resolve("SHA256SUMS"));
    assertThat(listed).containsExactlyInAnyOrderElementsOf(digests);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> nameOf(file).endsWith(".json")).sorted().toList();
    }
  }

  static byte[] envelopeBytes(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).endsWith('\n');
    return Arrays.copyOf(bytes, bytes.length - 1);
  }

  static byte[] envelopeBytes(String name) throws IOException {
    return envelopeBytes(CORPUS.resolve(name));
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
