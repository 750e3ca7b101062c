package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine says of an append that failed whether it may be stored. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineFaultsTest {
  private static GenericDomainEventMessage<String> event(long sequence) {
    return new GenericDomainEventMessage<>("type", "a", sequence, "event");
  }

  @Test
  void whatIsNotKnownIsNoConflict() {
    try (Doubled doubled = Doubled.impatient(1)) {
      KurrentEventStorageEngine engine = doubled.ledger.engine();
      doubled.server.faults().always(Call.APPEND, Fault.TIMED_OUT_AFTERWARDS);
      assertThatExceptionOfType(EventStoreException.class)
          .isThrownBy(() -> engine.appendEvents(event(0)))
          .withCauseInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void whatTheServerSaysNoToIsNotStored() {
    try (Doubled doubled = Doubled.start(1)) {
      KurrentEventStorageEngine engine = doubled.ledger.engine();
      doubled.server.faults().next(Call.APPEND, Fault.DENIED);
      assertThatExceptionOfType(EventStoreException.class)
          .isThrownBy(() -> engine.appendEvents(event(0)))
          .satisfies(failed -> assertThat(failed).cause().isExactlyInstanceOf(LedgerFailure.class));
    }
  }

  /** It is stored, and who asked cannot be told where. */
  @Test
  void whatIsStoredAndNotNumberedIsNotKnown() {
    try (Doubled doubled = Doubled.start(1)) {
      CountingNumbering counting = new CountingNumbering(doubled.ledger.connection);
      for (Numbering numbering : List.of(new Never(counting), new Broken(counting))) {
        KurrentEventStorageEngine engine = doubled.ledger.engine(numbering);
        long next = engine.lastSequenceNumberFor("a").map(last -> last + 1).orElse(0L);
        assertThatExceptionOfType(EventStoreException.class)
            .isThrownBy(() -> engine.appendEvents(event(next)))
            .withCauseInstanceOf(OutcomeUnknown.class);
        assertThat(engine.lastSequenceNumberFor("a")).hasValue(next);
      }
    }
  }

  /**
   * Nobody follows further than the numbers have come, so that no position is told that is none.
   */
  @Test
  void nobodyIsShownWhatIsNotNumbered() {
    try (Doubled doubled = Doubled.start(1)) {
      doubled.ledger.engine().appendEvents(event(0));
      CountingNumbering counting = new CountingNumbering(doubled.ledger.connection);
      Optional<Numbering.Numbered> first = counting.head();
      doubled.ledger.engine().appendEvents(event(1));
      KurrentEventStorageEngine behind = doubled.ledger.engine(new Stopped(counting, first));
      assertThat(behind.readEvents(null, false)).hasSize(1);
    }
  }

  /** Numbers of another log, or of this one before it lost something, are not read with. */
  @Test
  void numbersThatContradictTheLogAreAFailure() {
    try (Doubled doubled = Doubled.start(1)) {
      KurrentEventStorageEngine engine = doubled.ledger.engine();
      engine.appendEvents(event(0), event(1), event(2));
      CountingNumbering counting = new CountingNumbering(doubled.ledger.connection);
      LogPosition third = counting.head().orElseThrow().at();
      Numbering wrong =
          new Stopped(counting, Optional.of(new Numbering.Numbered(new Position(2), third)));
      assertThatExceptionOfType(EventStoreException.class)
          .isThrownBy(() -> doubled.ledger.engine(wrong).readEvents(null, false).count())
          .withMessageContaining("contradict");
    }
  }

  private record Never(Numbering numbers) implements NumbersOf {
    @Override
    public Optional<Position> awaitNumbered(String stream, Appended stored, Duration patience) {
      return Optional.empty();
    }
  }

  private record Broken(Numbering numbers) implements NumbersOf {
    @Override
    public Optional<Position> awaitNumbered(String stream, Appended stored, Duration patience) {
      throw new LedgerFailure("the database is gone");
    }
  }

  private record Stopped(Numbering numbers, Optional<Numbered> stoppedAt) implements NumbersOf {
    @Override
    public Optional<Numbered> head() {
      return stoppedAt;
    }
  }

  private interface NumbersOf extends Numbering {
    Numbering numbers();

    @Override
    default Optional<Numbered> head() {
      return numbers().head();
    }

    @Override
    default Optional<Position> awaitNumbered(String stream, Appended stored, Duration patience) {
      return numbers().awaitNumbered(stream, stored, patience);
    }

    @Override
    default Optional<Numbered> at(Position position) {
      return numbers().at(position);
    }

    @Override
    default Optional<Numbered> before(Instant instant) {
      return numbers().before(instant);
    }
  }
}
