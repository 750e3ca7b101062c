package dev.packledger.ledger.postgres;

import dev.packledger.domain.ledger.Position;
import java.util.List;

/**
 * Hears of what this node stores, group by group in the order of their positions, as soon as it is
 * durable and before those who append do. Whoever listens neither waits nor fails.
 */
@FunctionalInterface
public interface StoredGroups {
  /** Nobody listens. */
  StoredGroups UNHEARD = events -> {};

  /**
   * @param events in the order of their positions
   */
  void stored(List<StoredEnvelope> events);

  /**
   * An event and where it lies.
   *
   * @param envelope the stored form; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record StoredEnvelope(Position position, byte[] envelope) {}
}
