package dev.packledger.registry.shared;

import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Refusal;

/**
 * Carries the refusal of a publication out of a parser, up to the method that returns it as a
 * value; never leaves an adapter.
 */
public final class RefusedPublication extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Outcome.Refused refused;

  public RefusedPublication(Refusal refusal, String detail) {
    super(detail);
    this.refused = new Outcome.Refused(refusal, detail);
  }

  public Outcome.Refused refused() {
    return refused;
  }
}
