package dev.packledger.ledger.postgres;

import org.jspecify.annotations.Nullable;

/**
 * The ledger could not be asked, or did not answer. Whether the events of a failed append are
 * stored is not known, unless the message says that they are not; asking again finds out.
 */
public final class LedgerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LedgerFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  LedgerFailure(String message) {
    this(message, null);
  }
}
