package dev.packledger.registry.npm;

import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Refusal;

/**
 * Carries a refusal out of a parser, up to the method that returns it as a value; never leaves this
 * folder.
 */
final class NpmRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Outcome.Refused refused;

  NpmRefused(Refusal refusal, String detail) {
    super(detail);
    this.refused = new Outcome.Refused(refusal, detail);
  }

  Outcome.Refused refused() {
    return refused;
  }
}
