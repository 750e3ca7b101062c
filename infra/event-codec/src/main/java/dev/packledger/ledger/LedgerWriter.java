package dev.packledger.ledger;

import dev.packledger.domain.ledger.Position;
import java.util.List;

/**
 * Takes a copy of another ledger, event for event, where nobody else appends. Throws {@link
 * LedgerFailure} where something could not be stored; the same may be appended again then.
 */
@FunctionalInterface
public interface LedgerWriter {
  /**
   * Stores the next events, durably when it returns.
   *
   * @param next at least one, in the order of their positions, which follow the head
   * @return the head then: the last one's position, unless somebody else appends too
   */
  Position append(List<StoredEnvelope> next);
}
