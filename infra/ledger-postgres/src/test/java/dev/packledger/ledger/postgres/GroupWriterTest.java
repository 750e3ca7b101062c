package dev.packledger.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.ledger.StoredEnvelope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups, and what fails alone in them. */
class GroupWriterTest {
  private LedgerDatabase database;
  private PostgresEventStorageEngine engine;
  private final List<StoredEnvelope> heard = new CopyOnWriteArrayList<>();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeEach
  void open() throws SQLException {
    database = LedgerDatabase.create();
    engine = Engines.quick(database.source(), database.source(), heard::addAll);
  }

  @AfterEach
  void close() throws SQLException {
    callers.close();
    engine.close();
    database.close();
  }

  @Test
  void aConflictFailsOnlyItsOwnAppend() throws Exception {
    engine.appendEvents(Messages.renamed("taken", 0), Messages.renamed("taken", 1));
    List<CompletableFuture<Long>> group = new ArrayList<>();
    inOneGroup(
        () -> {
          group.add(append(Messages.renamed("a", 0), Messages.renamed("a", 1)));
          awaitWaiting(1);
          group.add(append(Messages.renamed("taken", 1)));
          awaitWaiting(2);
          group.add(append(Messages.renamed("b", 0)));
          awaitWaiting(3);
          group.add(append(Messages.renamed("c", 0), Messages.renamed("d", 0)));
          awaitWaiting(4);
        });
    assertThat(group.get(0).join()).isEqualTo(5);
    assertThatThrownBy(group.get(1)::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ConcurrencyException.class);
    assertThat(group.get(2).join()).isEqualTo(6);
    assertThat(group.get(3).join()).isEqualTo(8);
    LedgerAudit.verify(database.source(), List.of());
    assertThat(
            database.number(
                "select count(distinct xmin::text) from ledger.events where position > 3"))
        .as("transactions")
        .isEqualTo(1);
  }

  @Test
  void whoListensHearsOfEveryStoredEventInOrderBeforeItsAppenderDoes() throws Exception {
    engine.appendEvents(Messages.renamed("taken", 0));
    List<CompletableFuture<Boolean>> heardAtReturn = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String stream = i % 10 == 0 ? "taken" : "stream-" + i;
      heardAtReturn.add(
          append(Messages.renamed(stream, 0), Messages.renamed(stream, 1))
              .handle((last, conflict) -> conflict != null || isHeard(last)));
    }
    assertThat(heardAtReturn).allSatisfy(known -> assertThat(known.join()).isTrue());
    long head = database.number("select max(position) from ledger.events");
    assertThat(head).isEqualTo(361);
    assertThat(heard)
        .extracting(one -> one.position().value())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, head).boxed().toList());
    PostgresLedgerReader reader = new PostgresLedgerReader(database.source(), EventCodec.LEDGER);
    List<Recorded<Event>> stored = new ArrayList<>();
    reader.read(Position.START, new Position(head), stored::add);
    assertThat(
            heard.stream()
                .map(
                    one ->
                        EventCodec.LEDGER.recorded(
                            Envelope.decode(one.envelope()), one.position())))
        .containsExactlyElementsOf(stored);
  }

  @Test
  void creatingTwiceIsToldAsSuch() {
    engine.appendEvents(Messages.renamed("taken", 0));
    assertThatThrownBy(() -> engine.appendEvents(Messages.renamed("taken", 0)))
        .isInstanceOf(AggregateStreamCreationException.class);
    assertThatThrownBy(
            () -> engine.appendEvents(Messages.renamed("new", 0), Messages.renamed("taken", 0)))
        .isInstanceOf(AggregateStreamCreationException.class);
    assertThat(engine.lastSequenceNumberFor("new")).isEmpty();
  }

  @Test
  void twoAppendsOfOneStreamNeverShareAGroup() throws Exception {
    List<CompletableFuture<Long>> racers = new ArrayList<>();
    inOneGroup(
        () -> {
          for (int i = 0; i < 3; i++) {
            racers.add(append(Messages.renamed("wanted", 0)));
            awaitWaiting(i + 1);
          }
        });
    assertThat(racers.get(0).join()).isEqualTo(2);
    for (CompletableFuture<Long> slower : racers.subList(1, 3)) {
      assertThatThrownBy(slower::join).hasCauseInstanceOf(AggregateStreamCreationException.class);
    }
    LedgerAudit.verify(database.source(), List.of());
  }

  @Test
  void whatPostgresRefusesFailsAlone() throws Exception {
    List<CompletableFuture<Long>> group = new ArrayList<>();
    inOneGroup(
        () -> {
          group.add(append(Messages.renamed("before", 0)));
          awaitWaiting(1);
          group.add(append(Messages.renamed("no text to PostgreSQL: \0", 0)));
          awaitWaiting(2);
          group.add(append(Messages.renamed("after", 0)));
          awaitWaiting(3);
        });
    assertThat(group.get(0).join()).isEqualTo(2);
    assertThatThrownBy(group.get(1)::join).hasCauseInstanceOf(EventStoreException.class);
    assertThat(group.get(2).join()).isEqualTo(3);
  }

  @Test
  void aPausedWriterThatHoldsTheHeadIsEnded() throws Exception {
    try (AppendStatement paused = new AppendStatement(database.source(), Engines.QUICK)) {
      paused.append(List.of());
      Connection connection = paused.connection();
      connection.setAutoCommit(false);
      connection.createStatement().execute("select from ledger.append_lock for update");
      engine.appendEvents(Messages.renamed("a", 0));
      assertThat(engine.lastSequenceNumberFor("a")).contains(0L);
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }
    LedgerAudit.verify(database.source(), List.of());
  }

  @Test
  void whatWaitsIsStoredOnCloseAndNothingAfterwards() throws Exception {
    List<CompletableFuture<Long>> waiting = new ArrayList<>();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    inOneGroup(
        () -> {
          waiting.add(append(Messages.renamed("a", 0)));
          awaitWaiting(1);
          closed.completeAsync(
              () -> {
                engine.close();
                return null;
              },
              callers);
        });
    closed.join();
    assertThat(waiting.getFirst().join()).isEqualTo(2);
    assertThatThrownBy(() -> engine.appendEvents(Messages.renamed("b", 0)))
        .isInstanceOf(EventStoreException.class)
        .hasMessageContaining("nothing was stored");
  }

  @Test
  void anAppendGreaterThanAGroupIsStoredWhole() throws Exception {
    List<DomainEventMessage<?>> great = new ArrayList<>();
    for (int i = 0; i < Engines.QUICK.groupEvents() + 10; i++) {
      great.add(Messages.renamed("great", i));
    }
    assertThat(Positions.of(engine, great)).isEqualTo(great.size());
    LedgerAudit.verify(database.source(), List.of());
  }

  private interface Filling {
    void fill() throws Exception;
  }

  /** Holds the head, so that all that is filled in waits behind one append and forms a group. */
  private void inOneGroup(Filling filling) throws Exception {
    try (Connection holder = database.source().getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("select from ledger.append_lock for update");
      CompletableFuture<Long> first = append(Messages.renamed("first", 0));
      String blocked =
          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
              + " and datname = current_database()";
      while (database.number(blocked) == 0) {
        Thread.onSpinWait();
      }
      filling.fill();
      holder.rollback();
      first.join();
    }
  }

  private void awaitWaiting(int appends) {
    while (engine.waiting() < appends) {
      Thread.onSpinWait();
    }
  }

  private boolean isHeard(long position) {
    return heard.stream().anyMatch(one -> one.position().value() == position);
  }

  @SafeVarargs
  private CompletableFuture<Long> append(DomainEventMessage<Event>... events) {
    return CompletableFuture.supplyAsync(() -> Positions.of(engine, List.of(events)), callers);
  }
}
