package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.StreamConflict;
import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.DoubleSettings;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is stored, and what is refused before or by the server. */
class AppendsTest {
  private Doubled doubled;

  @BeforeEach
  void open() {
    doubled = Doubled.start(1);
  }

  @AfterEach
  void close() {
    doubled.close();
  }

  @Test
  void theEnvelopeIsStoredVerbatimWithItsOwnId() throws Exception {
    List<Envelope> events = Envelopes.run("org_a", 0, 2);
    doubled.ledger.appender.append(events);
    List<RecordedEvent> stored = recorded("packledger-org_a");
    assertThat(stored.get(1).getEventData()).isEqualTo(events.get(1).encode());
    assertThat(stored.get(1).getEventId())
        .isEqualTo(UUID.fromString(events.get(1).metadata().eventId()));
    assertThat(stored.get(1).getEventType()).isEqualTo("organization.renamed");
    assertThat(stored.get(1).getContentType()).isEqualTo("application/json");
    assertThat(stored.get(1).getRevision()).isEqualTo(1);
  }

  /** The next protocol takes nothing else for metadata than a flat object of texts. */
  @Test
  void theServersMetadataAreTextsOnly() throws Exception {
    doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
    JsonNode properties =
        JsonMapper.shared().readTree(recorded("packledger-org_a").getFirst().getUserMetadata());
    assertThat(properties.isObject()).isTrue();
    assertThat(properties.values()).isNotEmpty().allMatch(JsonNode::isString);
    assertThat(properties.path("$correlationId").stringValue()).isEqualTo("correlation");
    assertThat(properties.path("$causationId").stringValue()).isEqualTo("command");
  }

  private List<RecordedEvent> recorded(String name) throws Exception {
    return doubled
        .ledger
        .connection
        .ask((client, ticket) -> client.readStream(name, ReadStreamOptions.get()))
        .getEvents()
        .stream()
        .map(event -> event.getOriginalEvent())
        .toList();
  }

  @Test
  void anIdThatIsNoUuidIsMadeIntoOne() {
    UUID made = StreamAppender.id("id");
    assertThat(StreamAppender.id("id")).isEqualTo(made).isNotEqualTo(StreamAppender.id("id2"));
    String own = UUID.randomUUID().toString();
    assertThat(StreamAppender.id(own)).hasToString(own);
    assertThat(StreamAppender.id("1-1-1-1-1")).isNotEqualTo(UUID.fromString("1-1-1-1-1"));
  }

  /** One call, so that all or none of a batch is stored, whatever its size. */
  @Test
  void aBatchIsOneCall() {
    doubled.ledger.appender.append(Envelopes.run("org_a", 0, 500));
    assertThat(doubled.server.faults().calls(Call.APPEND)).isEqualTo(1);
    assertThat(doubled.ledger.streams.lastSequence("org_a")).hasValue(499);
  }

  @Test
  void severalStreamsAreRefusedBeforeAnythingIsAsked() {
    List<Envelope> mixed = new ArrayList<>(Envelopes.run("org_a", 0, 1));
    mixed.addAll(Envelopes.run("org_b", 0, 1));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> doubled.ledger.appender.append(mixed));
    assertThat(doubled.server.faults().calls(Call.APPEND)).isZero();
  }

  @Test
  void anAppendThatContradictsItselfIsAConflictBeforeAnythingIsAsked() {
    Envelope event = Envelopes.renamed("org_a", 0);
    List<List<Envelope>> contradictions =
        List.of(
            List.of(event, event),
            List.of(Envelopes.renamed("org_a", 0), Envelopes.renamed("org_a", 2)),
            List.of(Envelopes.renamed("org_a", 1), Envelopes.renamed("org_a", 0)));
    for (List<Envelope> contradiction : contradictions) {
      assertThatExceptionOfType(StreamConflict.class)
          .isThrownBy(() -> doubled.ledger.appender.append(contradiction))
          .satisfies(conflict -> assertThat(conflict.event()).isEqualTo(1));
    }
    assertThat(doubled.server.faults().calls(Call.APPEND)).isZero();
  }

  @Test
  void namesThatTheServerWouldReadOtherwiseAreRefused() {
    for (String stream : List.of("", "$all", "$$org_a")) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> doubled.ledger.appender.append(Envelopes.run(stream, 0, 1)));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> doubled.ledger.streams.read(stream, 0, 1));
    }
    for (String category : List.of("", "a-b", "$ce", "a.b", "ä", "a".repeat(65))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> new StreamNames(category));
    }
    StreamNames names = new StreamNames("a".repeat(64));
    assertThat(names.streamOf(names.ofEvents("org-1"))).hasValue("org-1");
    assertThat(names.streamOf(names.ofSnapshots("org-1"))).isEmpty();
    assertThat(names.streamOf("x" + names.ofEvents("org-1"))).isEmpty();
  }

  @Test
  void theServersLimitOfAnAppendIsKeptOnBothSides() {
    int size = bytes(Envelopes.renamed("org_a", 0)) + bytes(Envelopes.renamed("org_a", 1));
    assertThat(catchThrowable(() -> appendTwo(size, Integer.MAX_VALUE))).isNull();
    assertThat(catchThrowable(() -> appendTwo(size - 1, Integer.MAX_VALUE)))
        .isExactlyInstanceOf(LedgerFailure.class)
        .hasMessageContaining("INVALID_ARGUMENT");
  }

  @Test
  void theServersLimitOfAnEventIsKeptOnBothSides() {
    int size = bytes(Envelopes.renamed("org_a", 0));
    assertThat(catchThrowable(() -> appendTwo(1 << 20, size))).isNull();
    assertThat(catchThrowable(() -> appendTwo(1 << 20, size - 1)))
        .isExactlyInstanceOf(LedgerFailure.class)
        .hasMessageContaining("INVALID_ARGUMENT");
  }

  private static int bytes(Envelope event) {
    return event.encode().length
        + EventProperties.of(event, false).length
        + 2 * event.type().length();
  }

  private static void appendTwo(int appendBytesMax, int eventBytesMax) {
    DoubleSettings limits =
        new DoubleSettings("24.10.0", appendBytesMax, eventBytesMax, Duration.ofSeconds(2));
    try (ServerDouble server = ServerDouble.start(InstantSource.fixed(Envelopes.FIRST), limits, 1);
        Ledger ledger = Ledger.on(EventStoreSettings.of(server.connectionString()))) {
      ledger.appender.append(Envelopes.run("org_a", 0, 2));
    }
  }

  /** It is not tried again: the stream is gone for ever. */
  @Test
  void aTombstoneIsANo() {
    doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
    doubled.server.tombstone("packledger-org_a");
    assertThat(catchThrowable(() -> doubled.ledger.appender.append(Envelopes.run("org_a", 1, 1))))
        .isExactlyInstanceOf(LedgerFailure.class)
        .hasMessageContaining("not stored");
    assertThat(doubled.server.faults().calls(Call.APPEND)).isEqualTo(2);
    assertThatExceptionOfType(LedgerFailure.class)
        .isThrownBy(() -> doubled.ledger.streams.read("org_a", 0, 10));
  }

  /**
   * Somebody deleted a stream of ours on the server, softly, so that it seems not to be there and
   * yet its numbers go on. An event that is acknowledged under another number than its own is told,
   * and stops whoever reads it.
   */
  @Test
  void aStreamWhoseNumbersGoOnAfterDeletionIsTold() {
    doubled.ledger.appender.append(Envelopes.run("org_a", 0, 2));
    doubled.server.softDelete("packledger-org_a");
    assertThat(doubled.ledger.streams.read("org_a", 0, 10)).isEmpty();
    assertThatExceptionOfType(LedgerFailure.class)
        .isThrownBy(() -> doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1)))
        .withMessageContaining("was it deleted");
    assertThatExceptionOfType(LedgerFailure.class)
        .isThrownBy(() -> doubled.ledger.streams.read("org_a", 0, 10))
        .withMessageContaining("stands at 2");
    assertThatExceptionOfType(LedgerFailure.class)
        .isThrownBy(() -> doubled.ledger.whole(100).forEach(LoggedEvent::envelope));
  }

  /** F39: of many writers of one sequence one wins. */
  @Test
  void ofManyWritersOneWins() {
    AtomicInteger conflicts = new AtomicInteger();
    for (int sequence = 0; sequence < 20; sequence++) {
      int next = sequence;
      List<CompletableFuture<Void>> writers =
          Collections.nCopies(8, 0).stream()
              .map(
                  writer ->
                      CompletableFuture.runAsync(
                          () -> {
                            try {
                              doubled.ledger.appender.append(Envelopes.run("org_a", next, 1));
                            } catch (StreamConflict lost) {
                              conflicts.incrementAndGet();
                            }
                          }))
              .toList();
      writers.forEach(CompletableFuture::join);
    }
    assertThat(conflicts).hasValue(20 * 7);
    assertThat(doubled.ledger.whole(7)).hasSize(20);
  }
}
