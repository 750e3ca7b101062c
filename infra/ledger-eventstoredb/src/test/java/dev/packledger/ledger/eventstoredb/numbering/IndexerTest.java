package dev.packledger.ledger.eventstoredb.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.StoredEnvelope;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.eventstoredb.Appended;
import dev.packledger.ledger.eventstoredb.Envelopes;
import dev.packledger.ledger.eventstoredb.EventStoreConnection;
import dev.packledger.ledger.eventstoredb.EventStoreSettings;
import dev.packledger.ledger.eventstoredb.LogPage;
import dev.packledger.ledger.eventstoredb.LogReader;
import dev.packledger.ledger.eventstoredb.StreamAppender;
import dev.packledger.ledger.eventstoredb.StreamReader;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions are dense, the same for whoever counts, and nobody is told one too early. */
class IndexerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration NEVER = Duration.ofDays(1);

  private ServerDouble server;
  private EventStoreConnection connection;
  private StreamAppender appender;
  private LogReader log;
  private NumberDatabase database;
  private final List<StoredEnvelope> heard = new ArrayList<>();

  @BeforeEach
  void open() throws SQLException {
    server = ServerDouble.start(InstantSource.fixed(Envelopes.FIRST));
    connection = EventStoreConnection.toLeader(EventStoreSettings.of(server.connectionString()));
    appender = new StreamAppender(connection);
    log = new LogReader(connection);
    database = NumberDatabase.create();
  }

  @AfterEach
  void close() {
    connection.close();
    server.close();
  }

  private Indexer indexer() {
    return indexer(log::after);
  }

  private Indexer indexer(Log over) {
    return new Indexer(over, database.source(), heard::addAll, NEVER);
  }

  private NumberedReader reader(Runnable catchUp) {
    return new NumberedReader(
        log::after, new StreamReader(connection), database.source(), catchUp, EventCodec.LEDGER);
  }

  private List<Envelope> fill() {
    List<Envelope> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      for (List<Envelope> append :
          List.of(Envelopes.run("org_a", 2 * i, 2), Envelopes.run("org_b", 3 * i, 3))) {
        appender.append(append);
        all.addAll(append);
        server.appendForeign("somebody", "their.event", i);
        server.appendForeign("$system", "$event", 1);
        server.appendForeign("packledger.snapshot-org_a", "snapshot", 1);
      }
    }
    return all;
  }

  @Test
  void positionsAreDenseInTheLogsOrderAndOnlyOurs() {
    List<Envelope> all = fill();
    assertThat(indexer().catchUp()).isEqualTo(new Position(all.size()));
    List<StoredEnvelope> read = new ArrayList<>();
    NumberedReader reader = reader(() -> {});
    reader.envelopes(Position.START, reader.head(), read::add);
    assertThat(read.stream().map(StoredEnvelope::position).map(Position::value))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
    assertThat(read.stream().map(StoredEnvelope::envelope))
        .containsExactlyElementsOf(all.stream().map(Envelope::encode).toList());
    assertThat(heard.stream().map(StoredEnvelope::position))
        .isEqualTo(read.stream().map(StoredEnvelope::position).toList());
    List<Recorded<?>> middle = new ArrayList<>();
    reader.read(new Position(7), new Position(9), middle::add);
    assertThat(middle.stream().map(Recorded::position).map(Position::value))
        .containsExactly(8L, 9L);
  }

  @Test
  void droppedItComesOutTheSame() throws SQLException {
    fill();
    indexer().catchUp();
    String before = database.dump();
    database.drop();
    server.appendForeign("somebody", "their.event", 3);
    Indexer again = indexer();
    again.start();
    again.close();
    assertThat(database.dump()).isEqualTo(before).contains("org_a,9", "org_b,14");
  }

  @Test
  void onePausedWhileAnotherCountsIsRefused() throws Exception {
    appender.append(Envelopes.run("org_a", 0, 3));
    CountDownLatch hasRead = new CountDownLatch(1);
    CountDownLatch wakes = new CountDownLatch(1);
    Indexer paused =
        indexer(
            (after, atMost) -> {
              LogPage page = log.after(after, atMost);
              hasRead.countDown();
              join(wakes);
              return page;
            });
    CompletableFuture<Position> pausedHead = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> pausedHead.complete(paused.catchUp()));
    join(hasRead);
    appender.append(Envelopes.run("org_b", 0, 2));
    assertThat(indexer().catchUp()).isEqualTo(new Position(5));
    String counted = database.dump();
    heard.clear();
    wakes.countDown();
    assertThat(pausedHead.get()).isEqualTo(new Position(5));
    assertThat(database.dump()).isEqualTo(counted);
    assertThat(heard).as("nothing that another one numbered is told").isEmpty();
  }

  @Test
  void theHeadIsMovedFromExactlyWhereItWas() {
    appender.append(Envelopes.run("org_a", 0, 3));
    NumberTable table = new NumberTable(database.source());
    NumberTable.Head stale = table.head();
    indexer().catchUp();
    NumberTable.Row row =
        new NumberTable.Row(
            1, new NumberTable.Place("org_x", 0), log.after(null, 9).events().getFirst().at(), 0);
    assertThat(table.number(stale, List.of(row), row.at())).isFalse();
    assertThat(table.number(stale, List.of(), row.at())).isFalse();
    assertThat(table.head().position()).isEqualTo(new Position(3));
  }

  @Test
  void twoNodesAnswerEachAppendWithItsOwnPosition() throws Exception {
    List<Indexer> nodes = List.of(indexer(), indexer());
    Set<Long> positions = ConcurrentHashMap.newKeySet();
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<CompletableFuture<Void>> done = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        String stream = "org_" + client;
        Indexer node = nodes.get(client % 2);
        done.add(CompletableFuture.runAsync(() -> appends(node, stream, positions), clients));
      }
      CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).get();
    }
    assertThat(positions)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 160).boxed().toList());
  }

  private void appends(Indexer node, String stream, Set<Long> positions) {
    for (int i = 0; i < 20; i++) {
      Appended stored = appender.append(Envelopes.run(stream, i, 1));
      Position position = node.awaitNumbered(stream, stored, PATIENCE).orElseThrow();
      assertThat(new NumberTable(database.source()).at(position.value()).orElseThrow().place())
          .isEqualTo(new NumberTable.Place(stream, i));
      positions.add(position.value());
    }
  }

  @Test
  void whatWasStoredByOneThatDiedIsNumberedByAnother() {
    appender.append(Envelopes.run("org_a", 0, 2)); // and nobody waits for its numbers
    Indexer other = indexer();
    other.start();
    other.close();
    assertThat(other.head().orElseThrow().position()).isEqualTo(new Position(2));
    assertThat(reader(() -> {}).stream("org_a")).hasSize(2);
  }

  @Test
  void whoReadsAStreamSeesWhatIsNotNumberedYet() {
    appender.append(Envelopes.run("org_a", 0, 2));
    assertThat(reader(() -> {}).stream("org_a")).isEmpty();
    Indexer indexer = indexer();
    assertThat(reader(() -> indexer.catchUp()).stream("org_a")).hasSize(2);
    assertThat(reader(() -> {}).stream("org_none")).isEmpty();
  }

  @Test
  void aStreamThatSomebodyDeletedOnTheServerIsNotTakenForAShorterOne() {
    appender.append(Envelopes.run("org_a", 0, 2));
    Indexer indexer = indexer();
    indexer.catchUp();
    server.softDelete("packledger-org_a");
    assertThatExceptionOfType(DamagedNumbering.class)
        .isThrownBy(() -> reader(indexer::catchUp).stream("org_a"));
    assertThatExceptionOfType(DamagedNumbering.class)
        .isThrownBy(() -> reader(() -> {}).streams(List.of("org_a"), new Position(2), 9));
  }

  @Test
  void streamsAreReadTogetherThroughAPosition() {
    List<Envelope> all = fill();
    indexer().catchUp();
    NumberedReader reader = reader(() -> {});
    List<Recorded<?>> seen =
        new ArrayList<>(reader.streams(List.of("org_b", "org_a", "no"), new Position(12), 100));
    assertThat(seen.stream().map(Recorded::position).map(Position::value))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
    assertThat(seen.get(11).stream()).isEqualTo(all.get(11).stream());
    assertThat(reader.streams(List.of("org_b"), new Position(25), 4)).hasSize(4);
  }

  @Test
  void removedEventsStopTheNumbering() {
    appender.append(Envelopes.run("org_a", 0, 1));
    appender.append(Envelopes.run("org_a", 1, 1));
    appender.append(Envelopes.run("org_a", 2, 1));
    Indexer blind =
        indexer(
            (after, atMost) -> {
              LogPage page = log.after(after, atMost);
              return new LogPage(
                  page.events().stream().filter(event -> event.sequence() != 1).toList(),
                  page.scanned(),
                  page.isEnd());
            });
    assertThatExceptionOfType(DamagedNumbering.class)
        .isThrownBy(blind::catchUp)
        .withMessageContaining("org_a");
    assertThat(new NumberTable(database.source()).head().position()).isEqualTo(Position.START);
  }

  @Test
  void anotherServerIsNoticed() {
    fill();
    indexer().catchUp();
    try (ServerDouble other = ServerDouble.start(InstantSource.fixed(Envelopes.FIRST));
        EventStoreConnection there =
            EventStoreConnection.toLeader(
                new EventStoreSettings(
                    other.connectionString(),
                    EventStoreSettings.USUAL_NAMES,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3)))) {
      new StreamAppender(there).append(Envelopes.run("org_z", 0, 1));
      assertThatExceptionOfType(LedgerFailure.class)
          .isThrownBy(() -> indexer(new LogReader(there)::after).start());
    }
  }

  @Test
  void anInstantNamesTheGreatestPositionRecordedByThen() {
    Instant first = Envelopes.FIRST;
    for (int i = 0; i < 6; i++) { // 0, 10, 20, 15, 40, 50 seconds: one clock ran behind
      Instant at = first.plusSeconds(i == 3 ? 15 : 10 * i);
      appender.append(List.of(Envelopes.renamed("org_a", i, at)));
    }
    Indexer indexer = indexer();
    indexer.catchUp();
    NumberedReader reader = reader(() -> {});
    assertThat(reader.at(first.minusSeconds(1))).isEqualTo(Position.START);
    assertThat(reader.at(first)).isEqualTo(new Position(1));
    assertThat(reader.at(first.plusSeconds(16))).isEqualTo(new Position(4));
    assertThat(reader.at(first.plusSeconds(25))).isEqualTo(new Position(4));
    assertThat(reader.at(first.plusSeconds(900))).isEqualTo(new Position(6));
    assertThat(reader.recordedAt(new Position(4))).isEqualTo(first.plusSeconds(15));
    assertThat(indexer.before(first)).isEmpty();
    assertThat(indexer.before(first.plusSeconds(15)).orElseThrow().position())
        .isEqualTo(new Position(2));
    assertThat(indexer.before(first.plusSeconds(900)).orElseThrow().position())
        .isEqualTo(new Position(6));
  }

  @Test
  void whatDoesNotComeInTimeHasNoNumber() {
    Indexer blind = indexer((after, atMost) -> new LogPage(List.of(), after, true));
    Appended stored = appender.append(Envelopes.run("org_a", 0, 1));
    assertThat(blind.awaitNumbered("org_a", stored, Duration.ofMillis(50))).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayIsAFailureAndNoNumber() {
    Appended stored = appender.append(Envelopes.run("org_a", 0, 1));
    var nowhere = new org.postgresql.ds.PGSimpleDataSource();
    nowhere.setURL("jdbc:postgresql://127.0.0.1:1/none");
    Indexer indexer = new Indexer(log::after, nowhere, StoredGroups.UNHEARD, NEVER);
    assertThatExceptionOfType(LedgerFailure.class)
        .isThrownBy(() -> indexer.awaitNumbered("org_a", stored, Duration.ofMillis(200)));
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }
}
