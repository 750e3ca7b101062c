package dev.packledger.projections.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.terms.Terms;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event means for access, as data: {@link AccessFold} says it, {@link AccessMemory} and
 * {@link AccessTables} perform it, each in its own form.
 */
public sealed interface AccessChange {
  /** Changes of a token. */
  sealed interface TokenChange extends AccessChange {
    TokenId token();
  }

  record TokenAdded(
      TokenId token,
      OrganizationId organization,
      Holder holder,
      Set<Scope> scopes,
      Digest secret,
      Instant issuedAt,
      @Nullable Instant expiresAt,
      List<String> addresses)
      implements TokenChange {}

  /**
   * @param previousEndsAt when the secret before stops working; the one before that is forgotten
   */
  record SecretReplaced(TokenId token, Digest secret, Instant previousEndsAt)
      implements TokenChange {}

  record TokenEnded(TokenId token, Instant at) implements TokenChange {}

  /** Changes of a member or pipeline of an organisation. */
  sealed interface HolderChange extends AccessChange {
    OrganizationId organization();

    Holder holder();
  }

  /** Named, and not there yet. */
  record HolderExpected(
      OrganizationId organization, Holder holder, Instant since, Role role, @Nullable Instant until)
      implements HolderChange {}

  /** There from now on, with the role and until the end that were set before. */
  record HolderArrived(OrganizationId organization, Holder holder, Instant since)
      implements HolderChange {}

  record HolderRoleChanged(
      OrganizationId organization, Holder holder, Role role, @Nullable Instant until)
      implements HolderChange {}

  record HolderLeft(OrganizationId organization, Holder holder, Instant since)
      implements HolderChange {}

  record PackageOwned(PackageId pkg, OrganizationId owner) implements AccessChange {}

  record ReleaseAdded(
      ReleaseId release, PackageId pkg, String version, String channel, Instant publishedAt)
      implements AccessChange {}

  record ReleaseYankChanged(ReleaseId release, boolean yanked) implements AccessChange {}

  /** Changes of a licence. */
  sealed interface LicenseChange extends AccessChange {
    LicenseId license();
  }

  record LicenseAdded(
      LicenseId license,
      Terms terms,
      @Nullable OrganizationId buyer,
      Instant startsAt,
      @Nullable Instant paidThrough)
      implements LicenseChange {}

  /** Claimed or transferred: what the former buyer held is lost to them from now on. */
  record BuyerChanged(LicenseId license, OrganizationId buyer, Instant at)
      implements LicenseChange {}

  /** Packages that the new terms no longer name are lost to the buyer from now on. */
  record TermsChanged(LicenseId license, Terms terms, Instant at) implements LicenseChange {}

  record PaidThroughMoved(LicenseId license, Instant through) implements LicenseChange {}

  record Suspended(LicenseId license, SuspensionReason reason, Instant at)
      implements LicenseChange {}

  record SuspensionEnded(LicenseId license, SuspensionReason reason) implements LicenseChange {}

  record Revoked(LicenseId license, RevocationReason reason, Instant at) implements LicenseChange {}

  record RevocationEnded(LicenseId license, RevocationReason reason) implements LicenseChange {}

  record SeatTaken(LicenseId license, Holder holder) implements LicenseChange {}

  record SeatFreed(LicenseId license, Holder holder) implements LicenseChange {}

  /**
   * @param at the scheduled cancellation; null where it was withdrawn
   */
  record CancellationMoved(LicenseId license, @Nullable Instant at) implements LicenseChange {}

  record Cancelled(LicenseId license, Instant at) implements LicenseChange {}
}
