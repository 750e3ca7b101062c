package dev.packledger.identity.signin;

import dev.packledger.domain.ledger.PersonId;

/** Who is signed in. */
public sealed interface Subject {
  record Person(PersonId id) implements Subject {}

  /** Who showed the operator key. */
  record Operator() implements Subject {}
}
