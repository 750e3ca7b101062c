package dev.packledger.domain.packages;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A package; derived from ecosystem and canonical name, so that it has one owner per instance. */
public record PackageId(String value) implements Id {
  public static final String PREFIX = "pkg";

  public PackageId {
    IdText.checked(PREFIX, value);
  }

  public static PackageId of(UUID uuid) {
    return new PackageId(IdText.of(PREFIX, uuid));
  }

  public static PackageId of(Ecosystem ecosystem, String canonicalName) {
    return new PackageId(IdText.derived(PREFIX, ecosystem.code(), canonicalName));
  }
}
