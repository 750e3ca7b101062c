package dev.packledger.domain.packages;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** A package; derived from ecosystem and canonical name, so that it has one owner per instance. */
public record PackageId(UUID bits) implements Id {
  public static final String PREFIX = "pkg";

  public PackageId(String value) {
    this(IdText.parse(PREFIX, value));
  }

  public static PackageId of(Ecosystem ecosystem, String canonicalName) {
    return new PackageId(IdText.derived(PREFIX, ecosystem.code(), canonicalName));
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
