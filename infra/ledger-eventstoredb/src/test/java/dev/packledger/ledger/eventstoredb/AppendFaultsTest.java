package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.ledger.StreamConflict;
import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What may go wrong while events are stored. Whatever passes is tried again and comes to an
 * acknowledgement, and each event is stored once, whether or not it was at the first try.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AppendFaultsTest {
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NONE", "DENIED", "POSITION_UNTOLD"},
      mode = Mode.EXCLUDE)
  void whatPassesIsTriedAgainAndStoredOnce(Fault fault) {
    try (Doubled doubled = Doubled.start(1)) {
      List<Envelope> first = Envelopes.run("org_a", 0, 3);
      List<Envelope> second = Envelopes.run("org_a", 3, 2);
      doubled.server.faults().next(Call.APPEND, fault);
      assertThat(doubled.ledger.appender.append(first).sequence()).isEqualTo(2);
      doubled.server.faults().next(Call.APPEND, fault, fault);
      assertThat(doubled.ledger.appender.append(second).sequence()).isEqualTo(4);
      assertThat(doubled.server.faults().isPlayed()).isTrue();
      assertThat(doubled.ledger.streams.read("org_a", 0, 10))
          .containsExactly(first.get(0), first.get(1), first.get(2), second.get(0), second.get(1));
    }
  }

  /** F3: the answer is lost for good; the writer says that it does not know, and nothing else. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "TIMED_OUT",
        "TOO_BUSY",
        "NO_LEADER",
        "SILENT",
        "CANCELLED",
        "CUT",
        "TIMED_OUT_AFTERWARDS",
        "SILENT_AFTERWARDS",
        "CANCELLED_AFTERWARDS",
        "CUT_AFTERWARDS"
      })
  void whatDoesNotPassEndsWithItsOutcomeUnknown(Fault fault) {
    try (Doubled doubled = Doubled.impatient(1)) {
      doubled.server.faults().always(Call.APPEND, fault);
      List<Envelope> events = Envelopes.run("org_a", 0, 1);
      assertThat(catchThrowable(() -> doubled.ledger.appender.append(events)))
          .isInstanceOf(OutcomeUnknown.class);
      doubled.server.faults().clear();
      // Asking again with the same events finds out.
      assertThat(doubled.ledger.appender.append(events).sequence()).isZero();
      assertThat(doubled.ledger.streams.read("org_a", 0, 10)).isEqualTo(events);
    }
  }

  @Test
  void aServerThatSaysNoHasStoredNothing() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.faults().next(Call.APPEND, Fault.DENIED);
      assertThat(catchThrowable(() -> doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1))))
          .isExactlyInstanceOf(LedgerFailure.class)
          .hasMessageContaining("not stored")
          .hasMessageContaining("PERMISSION_DENIED");
      assertThat(doubled.server.faults().calls(Call.APPEND)).isEqualTo(1);
      assertThat(doubled.ledger.streams.lastSequence("org_a")).isEmpty();
    }
  }

  @Test
  void aNoAfterSilenceDoesNotSayThatNothingIsStored() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.faults().next(Call.APPEND, Fault.SILENT_AFTERWARDS, Fault.DENIED);
      List<Envelope> events = Envelopes.run("org_a", 0, 1);
      assertThat(catchThrowable(() -> doubled.ledger.appender.append(events)))
          .isInstanceOf(OutcomeUnknown.class);
      assertThat(doubled.ledger.streams.read("org_a", 0, 10)).isEqualTo(events);
    }
  }

  /** A node that never leads, and tells of no other that could be found, has stored nothing. */
  @Test
  void aNodeThatDoesNotLeadHasStoredNothing() {
    try (Doubled doubled = Doubled.impatient(1)) {
      doubled.server.faults().always(Call.APPEND, Fault.NOT_LEADER);
      assertThat(catchThrowable(() -> doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1))))
          .isExactlyInstanceOf(LedgerFailure.class)
          .hasMessageContaining("not stored");
    }
  }

  /** What never left is known not to be stored, however long it waited to leave. */
  @Test
  void aServerThatWasNeverThereHasStoredNothing() {
    try (Doubled doubled = Doubled.impatient(1)) {
      doubled.server.stop(0);
      assertThat(catchThrowable(() -> doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1))))
          .isExactlyInstanceOf(LedgerFailure.class)
          .hasMessageContaining("not stored");
    }
  }

  @Test
  void aConnectionThatWasClosedAfterSilenceDoesNotKnow() throws Exception {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.faults().always(Call.APPEND, Fault.SILENT);
      CompletableFuture<Throwable> outcome =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowable(
                      () -> doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1))));
      Await.until("the append", () -> doubled.server.faults().calls(Call.APPEND) > 0);
      doubled.ledger.close();
      assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void anInterruptedWriterDoesNotKnow() throws Exception {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.faults().always(Call.APPEND, Fault.SILENT);
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () ->
                      outcome.complete(
                          catchThrowable(
                              () -> doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1)))));
      Await.until("the append", () -> doubled.server.faults().calls(Call.APPEND) > 0);
      writer.interrupt();
      assertThat(outcome.get()).isInstanceOf(OutcomeUnknown.class);
    }
  }

  /**
   * With an exact expectation the server knows its events for ever. With a vague one it knows them
   * only while they are among the last that it wrote, and would store these twice.
   */
  @Test
  void aLateRetryIsKnownHoweverMuchWasWrittenSince() throws Exception {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.faults().next(Call.APPEND, Fault.SILENT_AFTERWARDS);
      List<Envelope> events = Envelopes.run("org_a", 0, 2);
      CompletableFuture<Appended> appended =
          CompletableFuture.supplyAsync(() -> doubled.ledger.appender.append(events));
      Await.until("the write", () -> doubled.ledger.streams.lastSequence("org_a").isPresent());
      doubled.server.appendForeign("others", "their.event", 5000);
      assertThat(appended.get().sequence()).isEqualTo(1);
      assertThat(doubled.ledger.streams.read("org_a", 0, 10)).isEqualTo(events);
    }
  }

  /** Written by the leader, not yet by the others: a retry is not answered until it is. */
  @Test
  void whatIsNotYetReplicatedIsWaitedFor() throws Exception {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.holdReplication();
      List<Envelope> events = Envelopes.run("org_a", 0, 2);
      CompletableFuture<Appended> appended =
          CompletableFuture.supplyAsync(() -> doubled.ledger.appender.append(events));
      Await.until("a retry", () -> doubled.server.faults().calls(Call.APPEND) > 2);
      assertThat(doubled.ledger.streams.read("org_a", 0, 10)).isEmpty();
      doubled.server.replicate();
      assertThat(appended.get().sequence()).isEqualTo(1);
      assertThat(doubled.ledger.streams.read("org_a", 0, 10)).isEqualTo(events);
    }
  }

  /** The leader is deposed with what the others never had; the retry writes it to the next. */
  @Test
  void whatADeposedLeaderLosesIsWrittenAgain() throws Exception {
    try (Doubled doubled = Doubled.start(3)) {
      doubled.server.holdReplication();
      List<Envelope> events = Envelopes.run("org_a", 0, 2);
      CompletableFuture<Appended> appended =
          CompletableFuture.supplyAsync(() -> doubled.ledger.appender.append(events));
      Await.until("the write", () -> doubled.server.faults().calls(Call.APPEND) > 0);
      doubled.server.elect(1);
      doubled.server.loseUnreplicated();
      assertThat(appended.get().sequence()).isEqualTo(1);
      assertThat(doubled.ledger.streams.read("org_a", 0, 10)).isEqualTo(events);
    }
  }

  /** What another wrote in between is a conflict, even where the first try was not answered. */
  @Test
  void aLostRaceIsAConflictAfterSilenceToo() throws Exception {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.faults().next(Call.APPEND, Fault.SILENT);
      CompletableFuture<Throwable> loser =
          CompletableFuture.supplyAsync(
              () ->
                  catchThrowable(
                      () -> doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1))));
      Await.until("the first try", () -> doubled.server.faults().isPlayed());
      List<Envelope> winner = Envelopes.run("org_a", 0, 1);
      doubled.ledger.appender.append(winner);
      assertThat(loser.get()).isInstanceOf(StreamConflict.class);
      assertThat(doubled.ledger.streams.read("org_a", 0, 10)).isEqualTo(winner);
    }
  }

  /** The client's own words are wrong here: it says "expected 0 but got 0". */
  @Test
  void aConflictAtTheBeginningSaysSo() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      assertThat(catchThrowable(() -> doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1))))
          .asInstanceOf(InstanceOfAssertFactories.type(StreamConflict.class))
          .satisfies(conflict -> assertThat(conflict.event()).isZero())
          .satisfies(conflict -> assertThat(conflict).hasMessageContaining("is not at 0"));
      assertThat(doubled.server.faults().calls(Call.APPEND)).isEqualTo(2);
    }
  }

  @Test
  void anAnswerThatDoesNotSayWhereIsAnAnswer() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.faults().next(Call.APPEND, Fault.POSITION_UNTOLD);
      Appended appended = doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      assertThat(appended).isEqualTo(new Appended(0, null));
    }
  }
}
