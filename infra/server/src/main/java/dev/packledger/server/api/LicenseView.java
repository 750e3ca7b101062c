package dev.packledger.server.api;

import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.Terms;
import dev.packledger.projections.directory.LicenseRow;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A licence as both sides see it: facts. What they allow at an instant is asked of {@code
 * /access/v1/evaluation}.
 *
 * @param status in short, what holds before everything after it in {@link Status}
 * @param source where it came from; its provider's ids are told to the seller only
 * @param buyer null while it is to be claimed
 * @param customer the paying person's address; told to the seller only, null where forgotten
 * @param paidThrough the first instant it no longer covers; null for no end
 */
public record LicenseView(
    LicenseId id,
    Status status,
    ProductId product,
    PlanId plan,
    OrganizationId seller,
    @Nullable OrganizationId buyer,
    @Nullable String customer,
    @Nullable Source source,
    Terms terms,
    int seats,
    int seatsTaken,
    Instant grantedAt,
    Instant startsAt,
    @Nullable Instant paidThrough,
    @Nullable Instant claimedAt,
    @Nullable Instant pastDueAt,
    Set<SuspensionReason> suspendedFor,
    @Nullable Instant suspendedAt,
    @Nullable Instant cancelsAt,
    @Nullable Instant cancelledAt,
    @Nullable Instant expiredAt,
    Set<RevocationReason> revokedFor,
    @Nullable Instant revokedAt) {

  /** A licence's state in a word. */
  public enum Status {
    REVOKED,
    SUSPENDED,
    CANCELLED,
    EXPIRED,
    UNCLAIMED,
    PAST_DUE,
    ACTIVE;

    static Status of(LicenseRow row) {
      if (row.revokedAt() != null) {
        return REVOKED;
      }
      if (row.suspendedAt() != null) {
        return SUSPENDED;
      }
      if (row.cancelledAt() != null) {
        return CANCELLED;
      }
      if (row.expiredAt() != null) {
        return EXPIRED;
      }
      if (row.buyer() == null) {
        return UNCLAIMED;
      }
      return row.pastDueAt() != null ? PAST_DUE : ACTIVE;
    }
  }

  static LicenseView ofSeller(LicenseRow row, People people) {
    return of(row, row.customer() == null ? null : people.open(row.customer()), row.source());
  }

  static LicenseView ofBuyer(LicenseRow row) {
    return of(row, null, null);
  }

  private static LicenseView of(
      LicenseRow row, @Nullable String customer, @Nullable Source source) {
    return new LicenseView(
        row.id(),
        Status.of(row),
        row.product(),
        row.plan(),
        row.seller(),
        row.buyer(),
        customer,
        source,
        row.terms(),
        row.seats(),
        row.seatsTaken(),
        row.grantedAt(),
        row.startsAt(),
        row.paidThrough(),
        row.claimedAt(),
        row.pastDueAt(),
        row.suspendedFor(),
        row.suspendedAt(),
        row.cancelsAt(),
        row.cancelledAt(),
        row.expiredAt(),
        row.revokedFor(),
        row.revokedAt());
  }
}
