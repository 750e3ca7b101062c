package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A person's membership in one organisation. */
public record MemberId(String value) implements Id, Holder {
  public static final String PREFIX = "mem";

  public MemberId {
    IdText.checked(PREFIX, value);
  }

  public static MemberId of(UUID uuid) {
    return new MemberId(IdText.of(PREFIX, uuid));
  }
}
