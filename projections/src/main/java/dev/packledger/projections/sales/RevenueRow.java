package dev.packledger.projections.sales;

import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;

/**
 * What a plan earned in one currency. Amounts are in minor units; currencies are never added up.
 *
 * @param receivedMinor what came in
 * @param refundedMinor what went back, as a positive number
 * @param taxMinor the tax within what stayed
 * @param payments how many payments came in
 */
public record RevenueRow(
    ProductId product,
    PlanId plan,
    String currency,
    long receivedMinor,
    long refundedMinor,
    long taxMinor,
    long payments) {
  /** What stayed, tax included. */
  public long netMinor() {
    return receivedMinor - refundedMinor;
  }
}
