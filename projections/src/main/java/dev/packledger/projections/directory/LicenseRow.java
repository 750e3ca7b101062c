package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Sealed;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.licenses.Source;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.domain.products.ProductId;
import dev.packledger.domain.terms.Terms;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A licence: facts only. What they mean at an instant is for {@code AccessRules} to say.
 *
 * @param seats how many are bought
 * @param seatsTaken how many are assigned
 * @param buyer null while it is to be claimed
 * @param customer the paying person's address, closed; null where the buyer was known
 * @param paidThrough half-open end of what is covered; null for no end
 * @param renewedThrough the furthest paid-through that a renewal named; null where never renewed
 * @param claimedAt when a buyer first had it; null while it is to be claimed
 * @param pastDueAt since when a payment is due, null where none is
 * @param suspendedFor what it is suspended for now; empty where it is not
 * @param suspendedAt since when it is suspended, null where it is not
 * @param cancelsAt a scheduled cancellation, else null
 * @param cancelledAt when the subscription ended, else null
 * @param expiredAt when the deadline passed that was recorded, else null
 * @param revokedFor what it is revoked for now; empty where it is not
 * @param revokedAt since when it is revoked, null where it is not
 */
public record LicenseRow(
    LicenseId id,
    ProductId product,
    PlanId plan,
    OrganizationId seller,
    Terms terms,
    int seats,
    int seatsTaken,
    Source source,
    @Nullable OrganizationId buyer,
    @Nullable Sealed customer,
    Instant grantedAt,
    Instant startsAt,
    @Nullable Instant paidThrough,
    @Nullable Instant renewedThrough,
    @Nullable Instant claimedAt,
    @Nullable Instant pastDueAt,
    Set<SuspensionReason> suspendedFor,
    @Nullable Instant suspendedAt,
    @Nullable Instant cancelsAt,
    @Nullable Instant cancelledAt,
    @Nullable Instant expiredAt,
    Set<RevocationReason> revokedFor,
    @Nullable Instant revokedAt,
    Position changedAt) {
  public LicenseRow {
    suspendedFor = Collections.unmodifiableSet(new TreeSet<>(suspendedFor));
    revokedFor = Collections.unmodifiableSet(new TreeSet<>(revokedFor));
  }
}
