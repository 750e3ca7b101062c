package dev.packledger.domain.licenses;

import org.jspecify.annotations.Nullable;

/**
 * Where a licence came from.
 *
 * @param provider the payment provider; null where the seller granted it by hand
 * @param account the seller's account at the provider
 * @param live false in the provider's test mode
 * @param subscription the provider's subscription id, where there is one
 * @param item the subscription item or checkout line that the licence is derived from
 * @param customer the provider's customer id
 */
public record Source(
    @Nullable String provider,
    @Nullable String account,
    boolean live,
    @Nullable String subscription,
    @Nullable String item,
    @Nullable String customer) {
  public static final Source MANUAL = new Source(null, null, true, null, null, null);
}
