package dev.packledger.domain.namespaces;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.packages.Ecosystem;
import java.util.UUID;

/** A namespace of an ecosystem; derived from ecosystem and canonical name. */
public record NamespaceId(UUID bits) implements Id {
  public static final String PREFIX = "nsp";

  public NamespaceId(String value) {
    this(IdText.parse(PREFIX, value));
  }

  public static NamespaceId of(Ecosystem ecosystem, String canonicalName) {
    return new NamespaceId(IdText.derived(PREFIX, ecosystem.code(), canonicalName));
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
