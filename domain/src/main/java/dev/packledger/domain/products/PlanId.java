package dev.packledger.domain.products;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A plan that a product is sold under. */
public record PlanId(String value) implements Id {
  public static final String PREFIX = "pln";

  public PlanId {
    IdText.checked(PREFIX, value);
  }

  public static PlanId of(UUID uuid) {
    return new PlanId(IdText.of(PREFIX, uuid));
  }
}
