package dev.packledger.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The ledger could not be asked, or did not answer. Whether the events of a failed append are
 * stored is not known, unless the message says that they are not; asking again finds out.
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
