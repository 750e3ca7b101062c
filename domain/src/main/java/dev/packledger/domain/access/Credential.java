package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.tokens.TokenId;
import org.jspecify.annotations.Nullable;

/**
 * What a caller shows, and from where.
 *
 * <p>{@code address} is the caller's IP address in text form, or null where it is not known; a
 * token bound to addresses is denied then.
 */
public sealed interface Credential {
  @Nullable String address();

  /** The digest of a secret that was presented. */
  record Secret(Digest digest, @Nullable String address) implements Credential {}

  /** A token named by its id, in questions about others and about the past. */
  record Named(TokenId token, @Nullable String address) implements Credential {}
}
