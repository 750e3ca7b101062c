package dev.packledger.domain.tokens;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.tokens.TokenEvent.TokenIssued;
import dev.packledger.domain.tokens.TokenEvent.TokenRotated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an access token is after its events.
 *
 * @param issued as it was issued
 * @param secret SHA-256 of the secret that works now
 * @param previousSecret SHA-256 of the one before the last rotation; null before the first
 * @param overlapUntil until when the previous secret goes on working; null where it ended at once
 * @param revoked why it was revoked; null where it is not
 */
public record AccessToken(
    TokenIssued issued,
    Digest secret,
    @Nullable Digest previousSecret,
    @Nullable Instant overlapUntil,
    TokenEvent.@Nullable Reason revoked) {

  static AccessToken of(TokenIssued event) {
    return new AccessToken(event, event.secret(), null, null, null);
  }

  /** The secret before the previous one ends at once, whatever overlap it was given. */
  AccessToken rotated(TokenRotated event) {
    return new AccessToken(issued, event.secret(), secret, event.overlapUntil(), revoked);
  }

  /** The first reason stays. */
  AccessToken revoked(TokenEvent.Reason reason) {
    return revoked != null
        ? this
        : new AccessToken(issued, secret, previousSecret, overlapUntil, reason);
  }

  boolean isExpired(Instant now) {
    Instant end = issued.expiresAt();
    return end != null && !now.isBefore(end);
  }
}
