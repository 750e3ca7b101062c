package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bell rings for what is ours, and again after everything that makes it deaf. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogBellTest {
  private static final Duration RENEWAL = Duration.ofMillis(300);

  private final AtomicInteger rings = new AtomicInteger();
  private Doubled doubled;

  @BeforeEach
  void open() {
    doubled = Doubled.start(3);
    doubled.ledger.appender.append(Envelopes.run("org_a", 0, 1));
  }

  @AfterEach
  void close() {
    doubled.close();
  }

  private LogBell bell(Duration renewal) {
    LogBell bell = LogBell.start(doubled.ledger.connection, renewal, rings::incrementAndGet);
    Await.until("the first ring", () -> rings.get() > 0);
    return bell;
  }

  @Test
  void itRingsForEveryAppendOfOurs() {
    try (LogBell bell = bell(Duration.ofMinutes(1))) {
      for (int i = 1; i < 5; i++) {
        int before = rings.get();
        doubled.ledger.appender.append(Envelopes.run("org_a", i, 1));
        Await.until("a ring", () -> rings.get() > before);
      }
      assertThat(bell).isNotNull();
    }
  }

  /**
   * The client sends a prefix as an expression that is found anywhere in a name, and takes no
   * second one; so ours says itself where it begins.
   */
  @Test
  void itIsSilentForNamesThatOnlyHoldOurs() {
    try (LogBell bell = bell(Duration.ofMinutes(1))) {
      int before = rings.get();
      for (String name : new String[] {"x-packledger-org_a", "packledgerx-1", "packledger.a-1"}) {
        doubled.server.appendForeign(name, "their.event", 50);
      }
      // Heard after all of them, as the log has one order.
      doubled.ledger.appender.append(Envelopes.run("org_a", 1, 1));
      Await.until("the one ring", () -> rings.get() > before);
      assertThat(rings).hasValue(before + 1);
      assertThat(bell).isNotNull();
    }
  }

  /** The client says nothing of a subscription that died with its leader. */
  @Test
  void itRingsAgainAfterAChangeOfTheLeader() {
    try (LogBell bell = bell(RENEWAL)) {
      doubled.server.elect(1);
      doubled.ledger.appender.append(Envelopes.run("org_a", 1, 1));
      assertRingsForAppendsOnly();
      assertThat(bell).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CANCELLED", "CANCELLED_AFTERWARDS", "SILENT", "DENIED", "NOT_LEADER", "CUT"})
  void itRingsAgainAfterWhatMakesItDeaf(Fault fault) {
    doubled.server.faults().next(Call.SUBSCRIBE, fault, fault);
    try (LogBell bell = bell(RENEWAL)) {
      Await.until("the faults", () -> doubled.server.faults().isPlayed());
      assertRingsForAppendsOnly();
      assertThat(bell).isNotNull();
    }
  }

  /** Between two renewals it rings for appends; a renewal alone rings once. */
  private void assertRingsForAppendsOnly() {
    int next = (int) doubled.ledger.streams.lastSequence("org_a").orElseThrow() + 1;
    AtomicInteger sequence = new AtomicInteger(next);
    Await.until(
        "two rings within one renewal",
        () -> {
          int subscribed = doubled.server.faults().calls(Call.SUBSCRIBE);
          int before = rings.get();
          doubled.ledger.appender.append(Envelopes.run("org_a", sequence.getAndIncrement(), 1));
          doubled.ledger.appender.append(Envelopes.run("org_a", sequence.getAndIncrement(), 1));
          long deadline = System.nanoTime() + RENEWAL.toNanos() / 3;
          while (rings.get() < before + 2 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
          }
          return rings.get() >= before + 2
              && subscribed == doubled.server.faults().calls(Call.SUBSCRIBE);
        });
  }

  @Test
  void aClosedBellIsSilent() {
    LogBell bell = bell(RENEWAL);
    bell.close();
    Await.until(
        "the last ring",
        () -> {
          int before = rings.get();
          doubled.ledger.appender.append(
              Envelopes.run(
                  "org_a", doubled.ledger.streams.lastSequence("org_a").orElseThrow() + 1, 1));
          return rings.get() == before;
        });
  }
}
