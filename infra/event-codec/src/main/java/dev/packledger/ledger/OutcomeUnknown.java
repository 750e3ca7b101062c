package dev.packledger.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Whether the events of an append are stored is not known: no answer came within the patience of
 * whoever appended, however often it asked. Asking again with the same events, or reading the
 * stream, finds out. Never a conflict.
 */
public final class OutcomeUnknown extends LedgerFailure {
  private static final long serialVersionUID = 1L;

  public OutcomeUnknown(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
