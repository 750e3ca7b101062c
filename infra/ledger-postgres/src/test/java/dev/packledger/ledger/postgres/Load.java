package dev.packledger.ledger.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Threads that append to an engine until told to stop: mostly one to three events to a stream of
 * their own, sometimes to one that others want too. Everything but a lost race fails the load.
 */
final class Load {
  private static final int CONTESTED = 3;

  private final PostgresEventStorageEngine engine;
  private final String name;
  private final Consumer<Ack> acknowledged;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<Thread> threads = new ArrayList<>();

  private Load(PostgresEventStorageEngine engine, String name, Consumer<Ack> acknowledged) {
    this.engine = engine;
    this.name = name;
    this.acknowledged = acknowledged;
  }

  /**
   * Starts a load.
   *
   * @param name no two loads of one ledger have the same
   * @param acknowledged told each acknowledged event, by many threads
   */
  static Load start(
      PostgresEventStorageEngine engine,
      String name,
      int threads,
      long seed,
      Consumer<Ack> acknowledged) {
    Load load = new Load(engine, name, acknowledged);
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < threads; i++) {
      SplittableRandom random = seeds.split();
      int number = i;
      load.threads.add(Thread.ofPlatform().start(() -> load.run(number, random)));
    }
    return load;
  }

  /** Stops the threads, waits for them, and fails with what one of them failed with. */
  void stop() throws InterruptedException {
    stopped.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    check();
  }

  void check() {
    Throwable failed = failure.get();
    if (failed != null) {
      throw new AssertionError("the load failed", failed);
    }
  }

  private void run(int number, SplittableRandom random) {
    try {
      String stream = name + "-" + number + "-0";
      long next = 0;
      for (int round = 0; !stopped.get(); round++) {
        if (random.nextInt(8) == 0) {
          appendContested(random);
        } else {
          next = append(stream, next, 1 + random.nextInt(3));
        }
        if (random.nextInt(50) == 0) {
          stream = name + "-" + number + "-" + (round + 1);
          next = 0;
        }
      }
    } catch (Throwable failed) {
      failure.compareAndSet(null, failed);
      stopped.set(true);
    }
  }

  private void appendContested(SplittableRandom random) {
    String stream = "contested-" + random.nextInt(CONTESTED);
    long next;
    try {
      next = engine.lastSequenceNumberFor(stream).map(last -> last + 1).orElse(0L);
    } catch (EventStoreException unreadable) {
      return; // The server is being restarted; reads are not tried again.
    }
    try {
      append(stream, next, 1);
    } catch (AggregateStreamCreationException | ConcurrencyException another) {
      // Somebody else was faster, as they may be.
    }
  }

  private long append(String stream, long first, int count) {
    List<DomainEventMessage<?>> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(Messages.renamed(stream, first + i));
    }
    long last = Positions.of(engine, events);
    for (int i = 0; i < count; i++) {
      DomainEventMessage<?> event = events.get(i);
      long position = last - count + 1 + i;
      acknowledged.accept(
          new Ack(position, stream, event.getSequenceNumber(), event.getIdentifier()));
    }
    return first + count;
  }
}
