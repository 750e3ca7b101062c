package dev.packledger.domain.licenses;

import dev.packledger.domain.ledger.Id;
import dev.packledger.domain.ledger.IdText;
import java.util.UUID;

/**
 * A licence; from a payment it is derived from the provider's subscription item or checkout line.
 */
public record LicenseId(UUID bits) implements Id {
  public static final String PREFIX = "lic";

  public LicenseId(String value) {
    this(IdText.parse(PREFIX, value));
  }

  public static LicenseId ofPayment(String provider, String account, String item) {
    return new LicenseId(IdText.derived(PREFIX, provider, account, item));
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
