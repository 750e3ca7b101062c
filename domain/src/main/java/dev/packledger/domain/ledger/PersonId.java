package dev.packledger.domain.ledger;

import java.util.UUID;

/** One person in this instance, known from the first event that concerns them. */
public record PersonId(UUID bits) implements Id {
  public static final String PREFIX = "per";

  public PersonId(String value) {
    this(IdText.parse(PREFIX, value));
  }

  @Override
  public String value() {
    return IdText.of(PREFIX, bits);
  }

  @Override
  public String toString() {
    return value();
  }
}
