package dev.packledger.domain.ledger;

import java.util.UUID;

/** One person in this instance, known from the first event that concerns them. */
public record PersonId(String value) implements Id {
  public static final String PREFIX = "per";

  public PersonId {
    IdText.checked(PREFIX, value);
  }

  public static PersonId of(UUID uuid) {
    return new PersonId(IdText.of(PREFIX, uuid));
  }
}
