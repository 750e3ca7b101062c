package dev.packledger.domain.tokens;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened to an access token. */
public sealed interface TokenEvent extends Event {
  /**
   * @param secret SHA-256 of the secret; 160 random bits need no pepper
   * @param name what its owner calls it
   * @param expiresAt the first instant it no longer works; null for no end
   * @param addresses CIDR blocks it works from; empty for everywhere
   */
  record TokenIssued(
      OrganizationId organization,
      Holder holder,
      Set<Scope> scopes,
      Digest secret,
      String name,
      @Nullable Instant expiresAt,
      List<String> addresses)
      implements TokenEvent {
    public TokenIssued {
      scopes = Collections.unmodifiableSet(new TreeSet<>(scopes));
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * @param secret SHA-256 of the new secret
   * @param overlapUntil until when the old secret goes on working; null where it ends at once
   */
  record TokenRotated(Digest secret, @Nullable Instant overlapUntil) implements TokenEvent {}

  record TokenRevoked(Reason reason) implements TokenEvent {}

  /** Why a token was revoked. */
  enum Reason {
    REQUESTED,
    HOLDER_REMOVED,
    LEAKED
  }
}
