package dev.packledger.domain.namespaces;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.packages.Ecosystem;
import java.util.UUID;

/** A namespace of an ecosystem; derived from ecosystem and canonical name. */
public record NamespaceId(String value) implements Id {
  public static final String PREFIX = "nsp";

  public NamespaceId {
    IdText.checked(PREFIX, value);
  }

  public static NamespaceId of(UUID uuid) {
    return new NamespaceId(IdText.of(PREFIX, uuid));
  }

  public static NamespaceId of(Ecosystem ecosystem, String canonicalName) {
    return new NamespaceId(IdText.derived(PREFIX, ecosystem.code(), canonicalName));
  }
}
