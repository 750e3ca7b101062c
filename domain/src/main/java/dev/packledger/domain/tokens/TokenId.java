package dev.packledger.domain.tokens;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** An access token; public, unlike its secret. */
public record TokenId(String value) implements Id {
  public static final String PREFIX = "tok";

  public TokenId {
    IdText.checked(PREFIX, value);
  }

  public static TokenId of(UUID uuid) {
    return new TokenId(IdText.of(PREFIX, uuid));
  }
}
