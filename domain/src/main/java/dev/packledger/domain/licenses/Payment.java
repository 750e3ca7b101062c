package dev.packledger.domain.licenses;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money as the provider reports it.
 *
 * @param amountMinor in minor units of the currency
 * @param taxMinor the tax within it, in minor units
 * @param currency ISO 4217, lower case as the provider writes it
 * @param periodStart the paid period, where there is one; half-open
 * @param invoice the provider's invoice id
 * @param paymentIntent the provider's payment id
 * @param charge the provider's charge id
 */
public record Payment(
    long amountMinor,
    long taxMinor,
    String currency,
    @Nullable Instant periodStart,
    @Nullable Instant periodEnd,
    @Nullable String invoice,
    @Nullable String paymentIntent,
    @Nullable String charge) {}
