package dev.packledger.domain.tokens;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** An access token; public, unlike its secret. */
public record TokenId(UUID bits) implements Id {
  public static final String PREFIX = "tok";

  public TokenId(String value) {
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
