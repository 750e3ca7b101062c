package dev.packledger.webhooks.stripe;

import dev.packledger.domain.ledger.Sealed;

/** Closes a paying person's address before it enters a command; supplied by {@code server}. */
public interface PersonSealing {
  /** The same address belongs to the same person, so that forgetting them ends all of it. */
  Sealed seal(String email);
}
