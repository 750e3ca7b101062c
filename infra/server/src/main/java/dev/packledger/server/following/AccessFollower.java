package dev.packledger.server.following;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.server.ledger.LedgerHead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the access memory at the head of the ledger: the one thread that applies events to it. An
 * event that it cannot apply stops it there for good: the node's lease then lets nothing through.
 */
public final class AccessFollower implements AutoCloseable {
  /** Its name among the projections that reads wait for. */
  public static final String NAME = "access-memory";

  private static final Logger LOG = LoggerFactory.getLogger(AccessFollower.class);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Memory memory;
  private final HandedOver handedOver;
  private final Ledger ledger;
  private final LedgerHead head;
  private final AppliedPositions positions;
  private final Thread thread;
  private volatile @Nullable String failure;
  private volatile boolean closed;

  /** What is kept up to date. */
  public record Memory(Supplier<Position> position, Consumer<Recorded<Event>> apply) {}

  /** Hands over the events after one position through another, in order. */
  @FunctionalInterface
  public interface Ledger {
    void read(Position after, Position through, Consumer<Recorded<Event>> reader);
  }

  public AccessFollower(
      Memory memory,
      HandedOver handedOver,
      Ledger ledger,
      LedgerHead head,
      AppliedPositions positions) {
    this.memory = memory;
    this.handedOver = handedOver;
    this.ledger = ledger;
    this.head = head;
    this.positions = positions;
    positions.register(NAME);
    positions.advance(NAME, memory.position().get());
    this.thread = Thread.ofPlatform().daemon().name("access-follower").start(this::follow);
  }

  /** Why it does not go on; empty while it does. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private void follow() {
    while (!closed) {
      try {
        Position at = memory.position().get();
        if (head.awaitBeyond(at, WAIT)) {
          catchUp(at);
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException failed) {
        report(failed);
      }
    }
  }

  /** A database that is away comes back; an event that nobody knows fails again and again. */
  private void report(RuntimeException failed) {
    String words = failed.getClass().getSimpleName() + ": " + failed.getMessage();
    if (!words.equals(failure)) {
      LOG.error("projection.stopped: {} after position {}", NAME, memory.position().get(), failed);
    }
    failure = words;
    LockSupport.parkNanos(WAIT.toNanos());
  }

  private void catchUp(Position at) {
    List<Recorded<Event>> own = handedOver.after(at);
    if (own.isEmpty()) {
      ledger.read(at, head.known(), this::apply);
    } else {
      own.forEach(this::apply);
    }
    failure = null;
  }

  private void apply(Recorded<Event> recorded) {
    memory.apply().accept(recorded);
    positions.advance(NAME, recorded.position());
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
