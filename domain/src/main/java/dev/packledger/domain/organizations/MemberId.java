package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A person's membership in one organisation. */
public record MemberId(UUID bits) implements Id, Holder {
  public static final String PREFIX = "mem";

  public MemberId(String value) {
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
