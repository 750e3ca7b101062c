package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.codec.Envelope;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.ledger.StreamConflict;
import dev.packledger.ledger.eventstoredb.serverdouble.Call;
import dev.packledger.ledger.eventstoredb.serverdouble.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers append to streams of their own and to contested ones, while a seeded script breaks calls,
 * stops and starts nodes and elects others. I1: nothing that was acknowledged is lost. I2: nothing
 * is stored twice, the sequences of each stream are dense, and the log, read while all that goes
 * on, shows every event once and in one order.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RandomFaultsTest {
  private static final int NODES = 3;
  private static final int WRITERS = 6;
  private static final int APPENDS = 60;
  private static final Fault[] FAULTS = {
    Fault.TIMED_OUT, Fault.TIMED_OUT_AFTERWARDS, Fault.TOO_BUSY, Fault.UNAVAILABLE_AFTERWARDS,
    Fault.NO_LEADER, Fault.SILENT_AFTERWARDS, Fault.CANCELLED, Fault.CANCELLED_AFTERWARDS,
    Fault.CUT, Fault.CUT_AFTERWARDS, Fault.NOT_READY
  };

  private final ConcurrentLinkedQueue<Envelope> acknowledged = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Envelope> unknown = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingAcknowledgedIsLostAndNothingIsThereTwice(long seed) throws Exception {
    try (Doubled doubled = Doubled.start(NODES)) {
      SplittableRandom random = new SplittableRandom(seed);
      CountDownLatch writing = new CountDownLatch(WRITERS);
      for (int i = 0; i < WRITERS; i++) {
        SplittableRandom own = random.split();
        int number = i;
        Thread.ofVirtual().start(() -> write(doubled, number, own, writing));
      }
      List<LoggedEvent> followed = new ArrayList<>();
      LogPosition scanned = null;
      while (writing.getCount() > 0) {
        breakSomething(doubled, random);
        scanned = follow(doubled, scanned, followed);
      }
      doubled.server.faults().clear();
      follow(doubled, scanned, followed);
      assertThat(failure.get()).as("seed %d", seed).isNull();
      audit(doubled, seed, followed);
    }
  }

  private void write(Doubled doubled, int number, SplittableRandom random, CountDownLatch writing) {
    try {
      long next = 0;
      for (int i = 0; i < APPENDS; i++) {
        if (random.nextInt(4) == 0) {
          contest(doubled, "contested-" + random.nextInt(2));
        } else {
          List<Envelope> events = Envelopes.run("own-" + number, next, 1 + random.nextInt(3));
          append(doubled, events);
          next += events.size();
        }
      }
    } catch (RuntimeException | Error failed) {
      failure.set(failed);
    } finally {
      writing.countDown();
    }
  }

  private void contest(Doubled doubled, String stream) {
    long next = doubled.ledger.streams.lastSequence(stream).orElse(-1) + 1;
    try {
      append(doubled, Envelopes.run(stream, next, 1));
    } catch (StreamConflict lost) {
      // Somebody else has it.
    }
  }

  private void append(Doubled doubled, List<Envelope> events) {
    try {
      doubled.ledger.appender.append(events);
    } catch (OutcomeUnknown notKnown) {
      unknown.addAll(events);
      append(doubled, events);
      return;
    }
    acknowledged.addAll(events);
  }

  private static void breakSomething(Doubled doubled, SplittableRandom random) {
    if (!doubled.server.faults().isPlayed()) {
      return;
    }
    Fault fault = FAULTS[random.nextInt(FAULTS.length)];
    switch (random.nextInt(8)) {
      case 0, 1, 2, 3 -> doubled.server.faults().next(Call.APPEND, fault, fault);
      case 4, 5 -> doubled.server.faults().next(Call.READ_ALL, fault);
      case 6 -> doubled.server.faults().next(Call.READ_STREAM, fault);
      default -> handOver(doubled, random.nextInt(NODES));
    }
  }

  private static void handOver(Doubled doubled, int leader) {
    int lost = (leader + 1) % NODES;
    doubled.server.stop(lost);
    doubled.server.elect(leader);
    doubled.server.start(lost);
  }

  private static @Nullable LogPosition follow(
      Doubled doubled, @Nullable LogPosition after, List<LoggedEvent> followed) {
    LogPosition scanned = after;
    LogPage page;
    do {
      page = doubled.ledger.log.after(scanned, 50);
      followed.addAll(page.events());
      scanned = page.scanned();
    } while (!page.isEnd());
    return scanned;
  }

  private void audit(Doubled doubled, long seed, List<LoggedEvent> followed) {
    List<LoggedEvent> stored = doubled.ledger.whole(1000);
    assertThat(followed.stream().map(LoggedEvent::at))
        .as("what was followed, seed %d", seed)
        .isEqualTo(stored.stream().map(LoggedEvent::at).toList());
    Map<String, Long> next = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (LoggedEvent event : stored) {
      assertThat(event.sequence()).isEqualTo(next.getOrDefault(event.stream(), 0L));
      next.put(event.stream(), event.sequence() + 1);
      assertThat(ids.add(event.envelope().metadata().eventId())).isTrue();
    }
    assertThat(ids).containsAll(ids(acknowledged));
    Set<String> known = new HashSet<>(ids(acknowledged));
    known.addAll(ids(unknown));
    assertThat(known).as("events that nobody appended").containsAll(ids);
    assertThat(acknowledged).hasSizeGreaterThan(WRITERS * APPENDS / 2);
  }

  private static List<String> ids(Iterable<Envelope> events) {
    List<String> ids = new ArrayList<>();
    events.forEach(event -> ids.add(event.metadata().eventId()));
    return ids;
  }
}
