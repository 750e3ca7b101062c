package dev.packledger.server.history;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.timeline.LicenseCircle;
import org.jspecify.annotations.Nullable;

/**
 * A licence as of a moment, opened and not yet read.
 *
 * @param circle whom and what it concerned through that moment
 * @param firstBuyer who has or had it first, today's events included; null where nobody did yet
 */
public record LicenseFile(
    LicenseCircle circle, Moment moment, @Nullable OrganizationId firstBuyer) {
  /**
   * Whether it is an organisation's to read: its seller's, and as of the moment its buyer's. While
   * it was to be claimed it was nobody's else, and is open now to who claimed it.
   */
  public boolean concerns(OrganizationId organization) {
    OrganizationId buyer = circle.buyer();
    return organization.equals(circle.seller())
        || organization.equals(buyer == null ? firstBuyer : buyer);
  }
}
