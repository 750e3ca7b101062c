package dev.packledger.domain.products;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A seller's product. */
public record ProductId(String value) implements Id {
  public static final String PREFIX = "prd";

  public ProductId {
    IdText.checked(PREFIX, value);
  }

  public static ProductId of(UUID uuid) {
    return new ProductId(IdText.of(PREFIX, uuid));
  }
}
