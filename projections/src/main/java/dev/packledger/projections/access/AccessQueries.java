package dev.packledger.projections.access;

import dev.packledger.domain.access.Facts;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenId;
import dev.packledger.projections.RowQueries;
import dev.packledger.projections.RowQueries.Columns;
import dev.packledger.projections.TermsJson;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The facts of access asked of the tables. Of one position only inside one transaction that reads
 * repeatably; that is the caller's to open.
 */
public final class AccessQueries implements Facts {
  private final JdbcClient jdbc;
  private final RowQueries<Instant> recordedAt;
  private final RowQueries<TokenRow> tokens;
  private final RowQueries<Presence> holders;
  private final RowQueries<OrganizationId> owners;
  private final RowQueries<Release> releases;
  private final RowQueries<License> licenses;

  /** A token with the secrets that name it. */
  private record TokenRow(
      Token token, Digest secret, @Nullable Digest previous, @Nullable Instant previousEndsAt) {
    /** The token as a secret sees it. */
    Token seenBy(Digest asked) {
      return asked.equals(secret)
          ? token
          : new Token(
              token.id(),
              token.organization(),
              token.holder(),
              token.scopes(),
              previousEndsAt,
              token.issuedAt(),
              token.expiresAt(),
              token.revokedAt(),
              token.addresses(),
              token.decidedAt());
    }
  }

  public AccessQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
    recordedAt =
        new RowQueries<>(
            jdbc,
            "SELECT recorded_at FROM projections.access_recorded",
            "only_row",
            row -> row.instant("recorded_at"));
    tokens =
        new RowQueries<>(
            jdbc, "SELECT * FROM projections.access_tokens", "token", AccessQueries::tokenRow);
    holders =
        new RowQueries<>(
            jdbc, "SELECT * FROM projections.access_holders", "holder", AccessQueries::presence);
    owners =
        new RowQueries<>(
            jdbc,
            "SELECT owner FROM projections.access_packages",
            "package",
            row -> row.id("owner", OrganizationId::new));
    releases =
        new RowQueries<>(
            jdbc, "SELECT * FROM projections.access_releases", "release", AccessQueries::release);
    licenses = new RowQueries<>(jdbc, LICENSES, "license", AccessQueries::license);
  }

  @Override
  public Position position() {
    return RowQueries.position(jdbc, "access");
  }

  @Override
  public Instant recordedAt() {
    return recordedAt.one(Map.of()).orElse(Instant.EPOCH);
  }

  @Override
  public @Nullable Token token(Digest secret) {
    return tokens
        .all(
            "WHERE secret = :secret OR previous_secret = :secret"
                + " ORDER BY secret = :secret DESC LIMIT 1",
            Map.of("secret", secret))
        .stream()
        .findFirst()
        .map(row -> row.seenBy(secret))
        .orElse(null);
  }

  @Override
  public @Nullable Token token(TokenId id) {
    return tokens.one(Map.of("token", id)).map(TokenRow::token).orElse(null);
  }

  @Override
  public @Nullable Presence presence(OrganizationId organization, Holder holder) {
    return holders.one(Map.of("organization", organization, "holder", holder)).orElse(null);
  }

  @Override
  public @Nullable OrganizationId owner(PackageId pkg) {
    return owners.one(Map.of("package", pkg)).orElse(null);
  }

  @Override
  public @Nullable Release release(ReleaseId release) {
    return releases.one(Map.of("release", release)).orElse(null);
  }

  @Override
  public List<License> licenses(OrganizationId buyer, PackageId pkg, Holder holder) {
    return licenses.all(
        "WHERE g.buyer = :buyer AND g.package = :package ORDER BY l.license",
        Map.of("buyer", buyer, "package", pkg, "holder", holder));
  }

  private static final String LICENSES =
      """
      SELECT l.*, t.terms AS terms_text, g.lost_at,
        g.lost_at IS NOT NULL AND g.buyer IS DISTINCT FROM l.buyer AS transferred,
        (SELECT min(since) FROM projections.access_holds h
         WHERE h.license = l.license AND h.kind = 'suspended') AS suspended_at,
        (SELECT min(since) FROM projections.access_holds h
         WHERE h.license = l.license AND h.kind = 'revoked') AS revoked_at,
        EXISTS (SELECT FROM projections.access_seats s
         WHERE s.license = l.license AND s.holder = :holder) AS seated
      FROM projections.access_grants g
      JOIN projections.access_licenses l ON l.license = g.license
      JOIN projections.access_terms t ON t.digest = l.terms
      """;

  private static TokenRow tokenRow(Columns row) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(row.constants("scopes", Scope.class));
    Token token =
        new Token(
            row.id("token", TokenId::new),
            row.id("organization", OrganizationId::new),
            row.id("holder", Holder::parse),
            Collections.unmodifiableSet(scopes),
            null,
            row.instant("issued_at"),
            row.instantOrNull("expires_at"),
            row.instantOrNull("revoked_at"),
            row.texts("addresses"),
            row.position("position"));
    return new TokenRow(
        token,
        row.id("secret", Digest::new),
        row.idOrNull("previous_secret", Digest::new),
        row.instantOrNull("previous_ends_at"));
  }

  static Presence presence(Columns row) {
    return new Presence(
        row.truth("present"),
        row.instant("since"),
        row.textOrNull("role") == null ? null : row.constant("role", Role.class),
        row.instantOrNull("until"),
        row.position("position"));
  }

  private static Release release(Columns row) {
    return new Release(
        row.id("release", ReleaseId::new),
        row.id("package", PackageId::new),
        row.text("version"),
        row.text("channel"),
        row.instant("published_at"),
        row.truth("yanked"),
        row.position("position"));
  }

  private static License license(Columns row) {
    return new License(
        row.id("license", LicenseId::new),
        TermsJson.read(row.text("terms_text")),
        row.instantOrNull("lost_at"),
        row.truth("transferred"),
        row.instant("starts_at"),
        row.instantOrNull("paid_through"),
        row.instantOrNull("renewed_through"),
        row.instantOrNull("cancelled_at"),
        row.instantOrNull("cancels_at"),
        row.instantOrNull("suspended_at"),
        row.instantOrNull("revoked_at"),
        row.truth("seated"),
        row.position("position"));
  }
}
