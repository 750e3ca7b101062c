package dev.packledger.ledger.eventstoredb.numbering;

import dev.packledger.ledger.eventstoredb.LogPage;
import dev.packledger.ledger.eventstoredb.LogPosition;
import org.jspecify.annotations.Nullable;

/** The log, page by page, as {@link dev.packledger.ledger.eventstoredb.LogReader} reads it. */
@FunctionalInterface
public interface Log {
  /**
   * @param after null for the beginning
   * @param atMost how many events, other people's included
   * @throws dev.packledger.ledger.LedgerFailure where we could not ask
   */
  LogPage after(@Nullable LogPosition after, int atMost);
}
