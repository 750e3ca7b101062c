package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Position;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** One follower's reading of the ledger in position order, used by one thread. */
final class LedgerStream implements TrackingEventStream {
  private static final int EVENTS_READ_AHEAD = 1000;

  /**
   * Between two reads that end a wait: while commits come one after the other, those of this time
   * share a follower's transaction. A commit after a pause is read at once.
   */
  private static final long READ_PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final EventStorageEngine engine;
  private final LedgerHead head;
  private final ArrayDeque<TrackedEventMessage<?>> readAhead = new ArrayDeque<>();
  private @Nullable TrackingToken last;
  private long lastReadNanos = System.nanoTime() - READ_PACE_NANOS;

  LedgerStream(EventStorageEngine engine, LedgerHead head, @Nullable TrackingToken after) {
    this.engine = engine;
    this.head = head;
    this.last = after;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    if (readAhead.isEmpty()) {
      read();
    }
    return Optional.ofNullable(readAhead.peek());
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    if (timeout == 0 || !readAhead.isEmpty()) {
      return peek().isPresent();
    }
    if (!head.awaitBeyond(position(), timeout, unit)) {
      return false;
    }
    awaitPace();
    return peek().isPresent();
  }

  private void awaitPace() throws InterruptedException {
    long left = READ_PACE_NANOS - (System.nanoTime() - lastReadNanos);
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return readAhead.remove();
  }

  @Override
  public void close() {
    readAhead.clear();
  }

  private Position position() {
    return last == null ? Position.START : new Position(last.position().orElse(0));
  }

  private void read() {
    if (head.known().compareTo(position()) <= 0) {
      return;
    }
    try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(last, false)) {
      events.limit(EVENTS_READ_AHEAD).forEach(readAhead::add);
    }
    lastReadNanos = System.nanoTime();
    if (!readAhead.isEmpty()) {
      last = readAhead.getLast().trackingToken();
    }
  }
}
