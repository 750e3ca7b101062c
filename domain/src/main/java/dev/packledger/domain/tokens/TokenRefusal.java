package dev.packledger.domain.tokens;

import dev.packledger.domain.ledger.Refusal;

/** Why an access token says no, in order of precedence: the first that applies is told. */
public enum TokenRefusal implements Refusal {
  /** There is no token of this id. */
  UNKNOWN("token.unknown"),
  /** A token of this id was issued before, in another way. */
  EXISTS("token.exists"),
  /** The token is revoked; that is final. */
  REVOKED("token.revoked"),
  /** The token has expired; a new one is issued instead. */
  EXPIRED("token.expired"),
  /** The name is empty, too long or holds characters that no name needs. */
  NAME_INVALID("token.name_invalid"),
  /** A token without a scope could do nothing. */
  SCOPE_MISSING("token.scope_missing"),
  /** A token cannot expire before it is issued. */
  EXPIRY_PAST("token.expiry_past"),
  /** An address is no CIDR block. */
  ADDRESS_INVALID("token.address_invalid"),
  /** The secret is the one that a rotation ended. */
  SECRET_REUSED("token.secret_reused"),
  /** The overlap would already have ended. */
  OVERLAP_PAST("token.overlap_past"),
  /** The overlap is longer than {@link TokenDecider#OVERLAP_MAX}. */
  OVERLAP_TOO_LONG("token.overlap_too_long");

  private final String code;

  TokenRefusal(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
