package dev.packledger.domain.products;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A plan that a product is sold under. */
public record PlanId(UUID bits) implements Id {
  public static final String PREFIX = "pln";

  public PlanId(String value) {
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
