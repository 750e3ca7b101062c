package dev.packledger.domain.organizations;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/** An organisation; derived from its slug, which is taken for ever. */
public record OrganizationId(UUID bits) implements Id {
  public static final String PREFIX = "org";

  public OrganizationId(String value) {
    this(IdText.parse(PREFIX, value));
  }

  public static OrganizationId ofSlug(String slug) {
    return new OrganizationId(IdText.derived(PREFIX, slug));
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
