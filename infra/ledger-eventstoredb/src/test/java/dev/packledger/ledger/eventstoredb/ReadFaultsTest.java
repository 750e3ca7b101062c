package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.UnreadableEvent;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What may go wrong while events are read. A read that a fault broke off in the middle is made
 * anew, and shows each event once; one that the client would wait for without end is bounded.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadFaultsTest {
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NONE", "DENIED", "POSITION_UNTOLD"},
      mode = Mode.EXCLUDE)
  void whatPassesIsReadAgain(Fault fault) {
    try (Doubled doubled = Doubled.start(1)) {
      List<Envelope> events = Envelopes.run("org_a", 0, 100);
      doubled.ledger.appender.append(events);
      doubled.server.faults().next(Call.READ_STREAM, fault, fault);
      doubled.server.faults().next(Call.READ_ALL, fault, Fault.NONE, fault);
      assertThat(doubled.ledger.streams.read("org_a", 0, 100)).isEqualTo(events);
      assertThat(doubled.ledger.whole(60).stream().map(LoggedEvent::envelope)).isEqualTo(events);
      assertThat(doubled.server.faults().isPlayed()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"TOO_BUSY", "SILENT", "CANCELLED", "CANCELLED_AFTERWARDS", "CUT", "NO_LEADER"})
  void whatDoesNotPassIsAFailureInTime(Fault fault) {
    try (Doubled doubled = Doubled.impatient(1)) {
      doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      doubled.server.faults().always(Call.READ_STREAM, fault);
      doubled.server.faults().always(Call.READ_ALL, fault);
      assertThatExceptionOfType(LedgerFailure.class)
          .isThrownBy(() -> doubled.ledger.streams.read("org_a", 0, 10));
      assertThatExceptionOfType(LedgerFailure.class)
          .isThrownBy(() -> doubled.ledger.log.after(null, 10));
    }
  }

  @Test
  void aServerThatSaysNoIsNotAskedAgain() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.faults().always(Call.READ_ALL, Fault.DENIED);
      assertThatExceptionOfType(LedgerFailure.class)
          .isThrownBy(() -> doubled.ledger.log.after(null, 10))
          .withMessageContaining("PERMISSION_DENIED");
      assertThat(doubled.server.faults().calls(Call.READ_ALL)).isEqualTo(1);
    }
  }

  /** A page of nothing but other people's events is not the end. */
  @Test
  void aPageOfOtherPeoplesEventsIsNotTheEnd() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.appendForeign("others", "their.event", 50);
      doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      LogPage first = doubled.ledger.log.after(null, 20);
      assertThat(first.events()).isEmpty();
      assertThat(first.isEnd()).isFalse();
      assertThat(first.scanned()).isNotNull();
      assertThat(doubled.ledger.whole(20)).hasSize(1);
      assertThat(doubled.ledger.whole(1)).hasSize(1);
    }
  }

  /** What does not come in time at once would not at the next try: fewer are asked for. */
  @Test
  void pagesThatAreTooLongForTheirTimeAreMadeShorter() {
    try (Doubled doubled = Doubled.start(1)) {
      List<Envelope> events = Envelopes.run("org_a", 0, 300);
      doubled.ledger.appender.append(events);
      doubled.server.faults().always(Call.READ_STREAM, Fault.STALLED);
      doubled.server.faults().always(Call.READ_ALL, Fault.STALLED);
      assertThat(doubled.ledger.streams.read("org_a", 0, 250)).isEqualTo(events.subList(0, 250));
      assertThat(doubled.ledger.streams.read("org_a", 290, 250))
          .isEqualTo(events.subList(290, 300));
      assertThat(doubled.ledger.whole(300).stream().map(LoggedEvent::envelope)).isEqualTo(events);
      doubled.server.faults().clear();
      int before = doubled.server.faults().calls(Call.READ_ALL);
      LogPage page = doubled.ledger.log.after(null, 200);
      for (int i = 0; i < 10; i++) {
        page = doubled.ledger.log.after(null, 200);
      }
      assertThat(page.events()).hasSizeGreaterThan(150);
      assertThat(doubled.server.faults().calls(Call.READ_ALL)).isEqualTo(before + 11);
    }
  }

  /** A read begins with the event at its place, which the page before had already. */
  @Test
  void readingOnRepeatsNothing() {
    try (Doubled doubled = Doubled.start(1)) {
      List<Envelope> events = Envelopes.run("org_a", 0, 90);
      doubled.ledger.appender.append(events);
      for (int page : List.of(1, 31, 32, 33, 89, 90, 91)) {
        assertThat(doubled.ledger.whole(page).stream().map(LoggedEvent::envelope))
            .as("pages of %d", page)
            .isEqualTo(events);
      }
      LogPage end = doubled.ledger.log.after(doubled.ledger.whole(100).getLast().at(), 10);
      assertThat(end.events()).isEmpty();
      assertThat(end.isEnd()).isTrue();
      assertThat(end.scanned()).isEqualTo(doubled.ledger.whole(100).getLast().at());
    }
  }

  /**
   * Only a place that came from the server is one: what was added up is no beginning of a record.
   */
  @Test
  void aPlaceThatWasMadeUpIsAFailure() {
    try (Doubled doubled = Doubled.impatient(1)) {
      doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
      LogPosition madeUp = new LogPosition(doubled.ledger.whole(10).getFirst().at().value() - 1);
      assertThatExceptionOfType(LedgerFailure.class)
          .isThrownBy(() -> doubled.ledger.log.after(madeUp, 10));
    }
  }

  /** One number stands for a place; where the log has two, nobody guesses. */
  @Test
  void aTransactionOfTheOldProtocolIsAFailure() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.appendOverTcp("packledger-org_a", "organization.renamed");
      assertThatExceptionOfType(LedgerFailure.class)
          .isThrownBy(() -> doubled.ledger.log.after(null, 10))
          .withMessageContaining("TCP");
    }
  }

  /** F37: what is in our streams and not ours stops its reader. */
  @Test
  void anAlienInAStreamOfOursIsNeverSkipped() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.server.appendForeign("packledger-org_a", "organization.renamed", 1);
      assertThatExceptionOfType(UnreadableEvent.class)
          .isThrownBy(() -> doubled.ledger.streams.read("org_a", 0, 10));
      assertThatExceptionOfType(UnreadableEvent.class)
          .isThrownBy(() -> doubled.ledger.whole(10).forEach(LoggedEvent::envelope));
    }
  }

  /** Streams are read from the leader even where the operator prefers a follower, which may lag. */
  @Test
  void aStreamIsReadAsItWasAcknowledged() {
    try (Doubled doubled = Doubled.start(3, "&nodePreference=follower")) {
      doubled.server.freeze(1);
      doubled.server.freeze(2);
      for (int i = 0; i < 5; i++) {
        doubled.ledger.appender.append(Envelopes.run("org_a", i, 1));
        assertThat(doubled.ledger.streams.lastSequence("org_a")).hasValue(i);
      }
    }
  }
}
