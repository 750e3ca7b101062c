package dev.packledger.ledger.eventstoredb.numbering;

import dev.packledger.ledger.LedgerFailure;

/** The log and its numbers contradict each other: waiting does not help, an operator must look. */
public final class DamagedNumbering extends LedgerFailure {
  private static final long serialVersionUID = 1L;

  DamagedNumbering(String message) {
    super(message);
  }
}
