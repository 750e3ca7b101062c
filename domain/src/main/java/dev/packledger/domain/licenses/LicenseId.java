package dev.packledger.domain.licenses;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/**
 * A licence; from a payment it is derived from the provider's subscription item or checkout line.
 */
public record LicenseId(String value) implements Id {
  public static final String PREFIX = "lic";

  public LicenseId {
    IdText.checked(PREFIX, value);
  }

  public static LicenseId of(UUID uuid) {
    return new LicenseId(IdText.of(PREFIX, uuid));
  }

  public static LicenseId ofPayment(String provider, String account, String item) {
    return new LicenseId(IdText.derived(PREFIX, provider, account, item));
  }
}
