package dev.packledger.server.pages.people;

import dev.packledger.server.api.TokensApi;
import java.time.Duration;
import java.time.Instant;

/** How a token stands. */
enum TokenState {
  ACTIVE,
  ENDS_SOON,
  EXPIRED,
  REVOKED;

  /** How long before its end a token is warned of. */
  static final Duration WARNED = Duration.ofDays(14);

  static TokenState of(TokensApi.View token, Instant now) {
    Instant end = token.expiresAt();
    if (token.revokedAt() != null) {
      return REVOKED;
    }
    if (end == null || now.plus(WARNED).isBefore(end)) {
      return ACTIVE;
    }
    return now.isBefore(end) ? ENDS_SOON : EXPIRED;
  }

  /** Whether it works. */
  public boolean works() {
    return this == ACTIVE || this == ENDS_SOON;
  }
}
