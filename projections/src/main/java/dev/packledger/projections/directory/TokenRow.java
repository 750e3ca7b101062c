package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenEvent;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An access token without its secret.
 *
 * @param overlapUntil until when the secret before the last rotation works; null where it does not
 * @param revokedFor null while it is not revoked
 */
public record TokenRow(
    TokenId id,
    OrganizationId organization,
    Holder holder,
    Set<Scope> scopes,
    String name,
    Instant issuedAt,
    @Nullable Instant expiresAt,
    List<String> addresses,
    @Nullable Instant rotatedAt,
    @Nullable Instant overlapUntil,
    @Nullable Instant revokedAt,
    TokenEvent.@Nullable Reason revokedFor,
    Position changedAt) {
  public TokenRow {
    scopes = Collections.unmodifiableSet(new TreeSet<>(scopes));
    addresses = List.copyOf(addresses);
  }
}
