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

  private final EventStorageEngine engine;
  private final LedgerHead head;
  private final ArrayDeque<TrackedEventMessage<?>> readAhead = new ArrayDeque<>();
  private @Nullable TrackingToken last;

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
    if (peek().isPresent()) {
      return true;
    }
    return head.awaitBeyond(position(), timeout, unit) && peek().isPresent();
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
    if (!readAhead.isEmpty()) {
      last = readAhead.getLast().trackingToken();
    }
  }
}
