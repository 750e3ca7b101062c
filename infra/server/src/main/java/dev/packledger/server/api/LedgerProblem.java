package dev.packledger.server.api;

import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.server.web.Problem;
import java.util.Optional;

/**
 * The ledger that could not be asked, as callers are told: never as a denial, a refusal or a
 * conflict. Codes are stable.
 */
public final class LedgerProblem {
  private static final int CAUSES_MAX = 20;

  private LedgerProblem() {}

  /** Empty where the failure is none of the ledger's. */
  public static Optional<Problem> of(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < CAUSES_MAX; depth++) {
      if (at instanceof OutcomeUnknown) {
        return Optional.of(
            answer(
                "ledger.outcome_unknown",
                "Whether the change was stored is not known. Ask again with the same"
                    + " Idempotency-Key: it is not made twice."));
      }
      if (at instanceof LedgerFailure) {
        return Optional.of(
            answer(
                "ledger.unavailable",
                "The ledger could not be asked. Try again; a change with the same"
                    + " Idempotency-Key."));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private static Problem answer(String code, String detail) {
    return Problem.of(503, code, detail);
  }
}
