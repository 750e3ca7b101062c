package dev.packledger.ledger.eventstoredb;

import org.jspecify.annotations.Nullable;

/**
 * The ledger could not be asked, or said that it does not do what was asked. The events of an
 * append that ends in this, and not in {@link OutcomeUnknown}, are not stored.
 */
public class LedgerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public LedgerFailure(String message) {
    this(message, null);
  }
}
