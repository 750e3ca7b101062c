package dev.packledger.projections.access;

import dev.packledger.domain.access.AccessRules;
import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.access.Standing;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The facts of access in memory: one thread applies the ledger, any number decides.
 *
 * <p><b>Memory model.</b> The tables are plain arrays, written under {@link #lock}'s write lock by
 * the applying thread alone. A reader first reads without any lock and then validates the stamp it
 * took before: if no event was applied meanwhile, everything it read belongs to one position and
 * happened before; if one was, the answer is thrown away, whatever it was, an exception included (a
 * reader may see half an update, but never leaves an array or loops: every table search ends at an
 * empty slot or at the end of a chain that has no cycle). After two such tries it takes the read
 * lock, so that a busy ledger cannot starve it. A decision is thus of exactly one position, and
 * never older than the position that was applied before it began.
 */
public final class AccessMemory {
  private static final int OPTIMISTIC_TRIES = 2;

  private final StampedLock lock = new StampedLock();
  private final MemoryFacts facts = new MemoryFacts();
  private final Function<Recorded<? extends Event>, Optional<AccessChange>> fold;

  /** Guarded by {@link #lock}: an event was applied in part, and no answer can be trusted. */
  private @Nullable Throwable broken;

  private volatile long applied;
  private final ReentrantLock waiting = new ReentrantLock();
  private final Condition advanced = waiting.newCondition();

  /** Guarded by {@link #waiting} for writing. */
  private volatile int waiters;

  /** Facts before the first event. */
  public AccessMemory() {
    this(AccessFold::change);
  }

  AccessMemory(Function<Recorded<? extends Event>, Optional<AccessChange>> fold) {
    this.fold = fold;
  }

  /**
   * Applies the next event; one that was applied before changes nothing. By one thread only.
   *
   * @throws IllegalStateException where an event between is missing, or where the event contradicts
   *     what was applied before; then nothing is answered any more
   */
  public void apply(Recorded<? extends Event> recorded) {
    long next = recorded.position().value();
    if (next <= applied) {
      return;
    }
    if (next != applied + 1) {
      throw new IllegalStateException(
          "access is at %d and was given %d; an event is missing between".formatted(applied, next));
    }
    Optional<AccessChange> change = fold.apply(recorded);
    facts.reserve();
    write(
        writable -> {
          change.ifPresent(known -> writable.apply(known, recorded.position()));
          writable.moveTo(recorded.position(), recorded.metadata().recordedAt());
        });
    advance(next);
  }

  /** Fills an empty memory with facts that were stored at a position. */
  void restore(Position position, Instant recordedAt, Consumer<MemoryFacts> rows) {
    if (applied != 0) {
      throw new IllegalStateException("access has applied events already");
    }
    write(
        writable -> {
          rows.accept(writable);
          writable.moveTo(position, recordedAt);
        });
    advance(position.value());
  }

  /** The rule's answer at the position applied last. */
  public Decision decide(Credential credential, Resource resource, Instant clock) {
    return ask(at -> AccessRules.decide(at, credential, resource, clock));
  }

  /** Answers in the order of the resources, all at one position. */
  public List<Decision> decideAll(
      Credential credential, List<? extends Resource> resources, Instant clock) {
    return ask(at -> AccessRules.decideAll(at, credential, resources, clock));
  }

  /** The same, and how long the answers stand while the position does. */
  public Standing decideStanding(
      Credential credential, List<? extends Resource> resources, Instant clock) {
    return ask(at -> AccessRules.decideStanding(at, credential, resources, clock));
  }

  /**
   * Asks the facts at one position.
   *
   * @param question without effects: it may run more than once, and over facts that are changing
   *     under it; only an answer from unchanged facts is returned
   * @throws IllegalStateException where applying an event failed: we cannot answer
   */
  public <T> T ask(Function<Facts, T> question) {
    for (int i = 0; i < OPTIMISTIC_TRIES; i++) {
      long stamp = lock.tryOptimisticRead();
      if (stamp == 0) {
        continue;
      }
      try {
        T answer = answer(question);
        if (lock.validate(stamp)) {
          return answer;
        }
      } catch (RuntimeException failure) {
        if (lock.validate(stamp)) {
          throw failure;
        }
      }
    }
    long stamp = lock.readLock();
    try {
      return answer(question);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private <T> T answer(Function<Facts, T> question) {
    Throwable cause = broken;
    if (cause != null) {
      throw new IllegalStateException("access could not apply an event", cause);
    }
    return question.apply(new MemoryLook(facts));
  }

  /** The position applied last. */
  public Position position() {
    return new Position(applied);
  }

  /**
   * Waits until a position was applied.
   *
   * @return whether it was, within the time
   */
  public boolean awaitPosition(Position position, Duration atMost) throws InterruptedException {
    if (applied >= position.value()) {
      return true;
    }
    long left = atMost.toNanos();
    waiting.lockInterruptibly();
    try {
      waiters++;
      while (applied < position.value()) {
        if (left <= 0) {
          return false;
        }
        left = advanced.awaitNanos(left);
      }
      return true;
    } finally {
      waiters--;
      waiting.unlock();
    }
  }

  /** How many tokens are known, revoked and expired ones included. */
  public int tokens() {
    return ask(at -> facts.tokens.count());
  }

  /** How many licences are known, ended ones included. */
  public int licenses() {
    return ask(at -> facts.licenses.count());
  }

  /** Bytes held by the tables, by table; Java's own headers left out. */
  public Footprint footprint() {
    return ask(
        at ->
            new Footprint(
                facts.tokens.bytes(),
                facts.holders.bytes(),
                facts.licenses.bytes(),
                facts.packages.bytes()));
  }

  /** Bytes by what they hold. */
  public record Footprint(
      long tokenBytes, long holderBytes, long licenseBytes, long packageBytes) {}

  private void write(Consumer<MemoryFacts> change) {
    long stamp = lock.writeLock();
    try {
      if (broken != null) {
        throw new IllegalStateException("access could not apply an event", broken);
      }
      change.accept(facts);
    } catch (RuntimeException | Error failure) {
      broken = broken == null ? failure : broken;
      throw failure;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void advance(long position) {
    applied = position;
    if (waiters > 0) {
      waiting.lock();
      try {
        advanced.signalAll();
      } finally {
        waiting.unlock();
      }
    }
  }
}
