package dev.packledger.ledger.eventstoredb;

import dev.packledger.ledger.LedgerFailure;

/** The server gave no answer in time; another time it may. */
public final class LedgerAway extends LedgerFailure {
  private static final long serialVersionUID = 1L;

  LedgerAway(String message, Throwable cause) {
    super(message, cause);
  }
}
