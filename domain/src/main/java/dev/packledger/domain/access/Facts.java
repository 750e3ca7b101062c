package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
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
 * Everything a decision may look at, as of one position. Implemented by the in-memory projection,
 * by the tables, and by a fold of the ledger alone; all must answer alike.
 */
public interface Facts {
  /** The position these facts are as of. */
  Position position();

  /** The recorded time of the last applied event; {@link Instant#EPOCH} before the first. */
  Instant recordedAt();

  /** The token a secret's digest names now, or named before the last rotation, else null. */
  @Nullable Token token(Digest secret);

  @Nullable Token token(TokenId id);

  /** Whether the holder is, as of now, a joined member or a registered pipeline; else null. */
  @Nullable Presence presence(OrganizationId organization, Holder holder);

  /** The organisation that owns a package, else null. */
  @Nullable OrganizationId owner(PackageId pkg);

  @Nullable Release release(ReleaseId release);

  /**
   * Every licence that an organisation holds or held and which names or named the package, in id
   * order, as the holder sees it.
   */
  List<License> licenses(OrganizationId buyer, PackageId pkg, Holder holder);

  /**
   * @param secretEndsAt when the secret that was asked with stops working because it was rotated;
   *     null for the present secret, and where the token was named by its id
   * @param issuedAt rotation does not move it
   * @param expiresAt the first instant it no longer works; null for no end
   * @param decidedAt the position of the last event about it
   */
  record Token(
      TokenId id,
      OrganizationId organization,
      Holder holder,
      Set<Scope> scopes,
      @Nullable Instant secretEndsAt,
      Instant issuedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      List<String> addresses,
      Position decidedAt) {}

  /**
   * @param present false before joining and once removed
   * @param since when the holder joined, was registered or was removed
   * @param role a member's; null for a pipeline
   * @param until when the membership ends by itself, such as an auditor's; null for no end
   * @param decidedAt the position of the last event that changed it
   */
  record Presence(
      boolean present,
      Instant since,
      @Nullable Role role,
      @Nullable Instant until,
      Position decidedAt) {}

  /**
   * @param publishedAt the recorded time of its {@code ReleasePublished}
   * @param decidedAt the position of that event
   */
  record Release(
      ReleaseId id,
      PackageId pkg,
      String version,
      String channel,
      Instant publishedAt,
      boolean yanked,
      Position decidedAt) {}

  /**
   * @param lostAt since when the licence is another organisation's, or its plan no longer names the
   *     package; null while it is this buyer's and names it
   * @param transferred whether it was lost to another organisation; false while it is not lost
   * @param paidThrough half-open end of what is paid; null for no end
   * @param renewedThrough the furthest paid-through that a renewal named; null where never renewed
   * @param cancelledAt when the subscription was deleted, else null
   * @param cancelsAt a scheduled cancellation, else null
   * @param suspendedAt since when the oldest reason holds for which it is suspended, else null
   * @param revokedAt since when the oldest reason holds for which it is revoked, else null
   * @param seated whether the holder asked about has a seat
   * @param decidedAt the position of the last event that changed any of this
   */
  record License(
      LicenseId id,
      Terms terms,
      @Nullable Instant lostAt,
      boolean transferred,
      Instant startsAt,
      @Nullable Instant paidThrough,
      @Nullable Instant renewedThrough,
      @Nullable Instant cancelledAt,
      @Nullable Instant cancelsAt,
      @Nullable Instant suspendedAt,
      @Nullable Instant revokedAt,
      boolean seated,
      Position decidedAt) {}
}
