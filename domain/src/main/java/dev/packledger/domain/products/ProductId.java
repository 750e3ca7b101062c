package dev.packledger.domain.products;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A seller's product. */
public record ProductId(UUID bits) implements Id {
  public static final String PREFIX = "prd";

  public ProductId(String value) {
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
