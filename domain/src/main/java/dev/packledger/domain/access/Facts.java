package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
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

  /** The token a secret's digest names now or named before a rotation, else null. */
  @Nullable Token token(Digest secret);

  @Nullable Token token(TokenId id);

  /** Whether the holder is, as of now, a joined member or a registered pipeline. */
  @Nullable Presence presence(OrganizationId organization, Holder holder);

  /** The organisation that owns a package, else null. */
  @Nullable OrganizationId owner(PackageId pkg);

  @Nullable Release release(ReleaseId release);

  /** Every licence that an organisation holds or held which names the package, in id order. */
  List<License> licenses(OrganizationId buyer, PackageId pkg);

  /**
   * @param previousSecret the secret before the last rotation, which works until {@code
   *     overlapUntil}
   * @param decidedAt the position of the last event about it
   */
  record Token(
      TokenId id,
      OrganizationId organization,
      Holder holder,
      Set<Scope> scopes,
      Digest secret,
      @Nullable Digest previousSecret,
      @Nullable Instant overlapUntil,
      Instant issuedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      List<String> addresses,
      Position decidedAt) {}

  /**
   * @param present false once removed
   * @param until when an auditor's membership ends; null for no end
   */
  record Presence(boolean present, Instant since, @Nullable Instant until, Position decidedAt) {}

  /**
   * @param publishedAt the recorded time of its {@code ReleasePublished}
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
   * @param paidThrough half-open end of what is covered; null for no end
   * @param cancelledAt when the subscription was deleted, else null
   * @param cancelsAt a scheduled cancellation, else null
   * @param suspendedAt since when it is suspended, else null
   * @param revokedAt since when it is revoked, else null
   * @param seatHolders who holds a seat
   */
  record License(
      LicenseId id,
      OrganizationId buyer,
      Terms terms,
      Instant startsAt,
      @Nullable Instant paidThrough,
      @Nullable Instant cancelledAt,
      @Nullable Instant cancelsAt,
      @Nullable Instant suspendedAt,
      @Nullable Instant revokedAt,
      Set<Holder> seatHolders,
      Position decidedAt) {}
}
