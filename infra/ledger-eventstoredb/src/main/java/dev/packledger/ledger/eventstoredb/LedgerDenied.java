package dev.packledger.ledger.eventstoredb;

import dev.packledger.ledger.LedgerFailure;

/** The server does not let us: its user is unknown, or may not read the log. */
public final class LedgerDenied extends LedgerFailure {
  private static final long serialVersionUID = 1L;

  LedgerDenied(String message, Throwable cause) {
    super(message, cause);
  }
}
