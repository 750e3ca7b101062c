package dev.packledger.server.bench;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Appends of one event each, by some producers at once, each to streams of its own and each awaited
 * before the next.
 */
final class AwaitedAppends {
  private static final int STREAM_EVENTS = 10;

  private final Subject subject;
  private final List<Recorded<Event>> events;
  private final int appends;

  /** Stores one event, durably when it returns. */
  @FunctionalInterface
  interface Subject {
    void append(Envelope event) throws Exception;
  }

  /**
   * @param events what is stored, under other streams and ids
   * @param appends of all producers together
   */
  AwaitedAppends(Subject subject, List<Recorded<Event>> events, int appends) {
    this.subject = subject;
    this.events = events;
    this.appends = appends;
  }

  /** Appends a second. */
  double rate(String stream, int producers) throws InterruptedException {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    int each = Math.max(1, appends / producers);
    long began = System.nanoTime();
    for (int i = 0; i < producers; i++) {
      int producer = i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> produce(stream + producer + '-', producer * each, each, failure)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a producer failed", failed);
    }
    return (double) each * producers / seconds;
  }

  private void produce(
      String stream, int first, int count, AtomicReference<@Nullable Exception> failure) {
    try {
      for (int i = 0; i < count && failure.get() == null; i++) {
        Recorded<Event> event = events.get((first + i) % events.size());
        subject.append(envelope(event, stream + i / STREAM_EVENTS, i % STREAM_EVENTS));
      }
    } catch (Exception failed) {
      failure.compareAndSet(null, failed);
    }
  }

  /** The event in a stream of ours, under an id of its own. */
  static Envelope envelope(Recorded<Event> event, String stream, long sequence) {
    Metadata was = event.metadata();
    Metadata metadata =
        new Metadata(
            UUID.randomUUID().toString(), was.actor(), was.cause(), was.recordedAt(), was.salt());
    return EventCodec.LEDGER.envelope(stream, sequence, event.event(), metadata);
  }
}
