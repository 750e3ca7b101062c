package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** An organisation; derived from its slug, which is taken for ever. */
public record OrganizationId(String value) implements Id {
  public static final String PREFIX = "org";

  public OrganizationId {
    IdText.checked(PREFIX, value);
  }

  public static OrganizationId of(UUID uuid) {
    return new OrganizationId(IdText.of(PREFIX, uuid));
  }

  public static OrganizationId ofSlug(String slug) {
    return new OrganizationId(IdText.derived(PREFIX, slug));
  }
}
