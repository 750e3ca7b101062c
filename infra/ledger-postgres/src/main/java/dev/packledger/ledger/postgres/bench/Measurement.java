package dev.packledger.ledger.postgres.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Counts how many events a number of producers store, each one after the other. */
final class Measurement {
  private final Subject subject;
  private final LongAdder stored = new LongAdder();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Measurement(Subject subject) {
    this.subject = subject;
  }

  /**
   * Events per second, after half of the time has passed to get going.
   *
   * @param name no two measurements of one subject have the same
   */
  static double run(Subject subject, String name, int producers, Duration time)
      throws InterruptedException {
    return new Measurement(subject).measure(name, producers, time);
  }

  private double measure(String name, int producers, Duration time) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(producers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < producers; i++) {
      String producer = name + "-" + i;
      threads.add(Thread.ofVirtual().start(() -> produce(producer, ready)));
    }
    ready.await();
    await(time.dividedBy(2));
    long countBefore = stored.sum();
    long before = System.nanoTime();
    await(time);
    long events = stored.sum() - countBefore;
    double seconds = (System.nanoTime() - before) / 1e9;
    stopped.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a producer failed", failed);
    }
    return events / seconds;
  }

  private void produce(String name, CountDownLatch ready) {
    ready.countDown();
    try {
      for (long stream = 0; !stopped.get(); stream++) {
        for (long sequence = 0; sequence < 10 && !stopped.get(); sequence++) {
          subject.append(name + "-" + stream, sequence);
          stored.add(subject.eventsPerCall());
        }
      }
    } catch (Throwable failed) {
      failure.compareAndSet(null, failed);
      stopped.set(true);
    }
  }

  private static void await(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
