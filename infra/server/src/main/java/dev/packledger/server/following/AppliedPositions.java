package dev.packledger.server.following;

import dev.packledger.domain.ledger.Position;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far each projection is, as this node knows it, and the place to wait for one. */
public final class AppliedPositions {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Map<String, Position> applied = new ConcurrentHashMap<>();

  /** A projection that has not come far enough. */
  public record Behind(String projection, Position position) {}

  /** Makes a projection known, so that reads wait for it. */
  public void register(String projection) {
    applied.putIfAbsent(projection, Position.START);
  }

  /** A projection has durably applied everything up to a position. */
  public void advance(String projection, Position position) {
    lock.lock();
    try {
      applied.merge(projection, position, (was, is) -> is.compareTo(was) > 0 ? is : was);
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How far one projection is; {@link Position#START} where it is not known. */
  public Position of(String projection) {
    return applied.getOrDefault(projection, Position.START);
  }

  public Map<String, Position> all() {
    return new TreeMap<>(applied);
  }

  /** Waits until every projection has come to a position; tells who has not when time is over. */
  public Optional<Behind> await(Position position, Duration atMost) {
    long nanos = atMost.toNanos();
    boolean interrupted = false;
    lock.lock();
    try {
      Optional<Behind> behind = behind(position);
      while (behind.isPresent() && nanos > 0 && !interrupted) {
        try {
          nanos = advanced.awaitNanos(nanos);
        } catch (InterruptedException stop) {
          interrupted = true;
        }
        behind = behind(position);
      }
      return behind;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<Behind> behind(Position position) {
    return applied.entrySet().stream()
        .filter(entry -> entry.getValue().compareTo(position) < 0)
        .map(entry -> new Behind(entry.getKey(), entry.getValue()))
        .findFirst();
  }
}
