package dev.packledger.ledger;

import java.util.List;

/**
 * Hears of events that just became part of the ledger, group by group in the order of their
 * positions, as soon as they are durable and before those who append do. Whoever listens neither
 * waits nor fails.
 */
@FunctionalInterface
public interface StoredGroups {
  /** Nobody listens. */
  StoredGroups UNHEARD = events -> {};

  /**
   * @param events in the order of their positions
   */
  void stored(List<StoredEnvelope> events);
}
