package dev.packledger.domain.access;

/**
 * Why access was denied: closed, ordered; the first that applies is told. The order is the public
 * documentation's order; codes are for ever.
 */
public enum Reason {
  /** The request is none that the registry's grammar knows. */
  REQUEST_UNKNOWN("request.unknown"),
  /** The request would change a registry that is only read there. */
  REQUEST_READ_ONLY("request.read_only"),
  /** No token, or none that this instance knows. */
  TOKEN_UNKNOWN("token.unknown"),
  /** The token was revoked. */
  TOKEN_REVOKED("token.revoked"),
  /** The token's life, or the overlap after its rotation, is over. */
  TOKEN_EXPIRED("token.expired"),
  /** The token belongs to another organisation than the address names. */
  TOKEN_OTHER_ORGANIZATION("token.other_organization"),
  /** The caller's address is none that the token works from. */
  TOKEN_ADDRESS("token.address"),
  /** The token was not issued for this use. */
  TOKEN_SCOPE("token.scope"),
  /** The token's holder is no longer a member or pipeline. */
  HOLDER_REMOVED("holder.removed"),
  /** The token was issued for this use, and its holder's role no longer carries it. */
  HOLDER_ROLE("holder.role"),
  /** There is no such package. */
  PACKAGE_UNKNOWN("package.unknown"),
  /** The organisation never had a licence that names the package. */
  PACKAGE_NOT_LICENSED("package.not_licensed"),
  /** Only the owner may publish the package. */
  PACKAGE_NOT_OWNED("package.not_owned"),
  /** There is no such release. */
  RELEASE_UNKNOWN("release.unknown"),
  /** The licence belongs to another organisation now. */
  LICENSE_TRANSFERRED("license.transferred"),
  /** The licence once named the package; its plan no longer does. */
  PACKAGE_NOT_COVERED("package.not_covered"),
  /** The licence was revoked: refund, chargeback or breach. */
  LICENSE_REVOKED("license.revoked"),
  /** The licence rests: dispute, pause, or the seller. */
  LICENSE_SUSPENDED("license.suspended"),
  /** The licence begins later. */
  LICENSE_NOT_STARTED("license.not_started"),
  /** The subscription ended. */
  LICENSE_CANCELLED("license.cancelled"),
  /** What was paid for, and the grace after it, are over. */
  LICENSE_EXPIRED("license.expired"),
  /** The holder has no seat of the licence. */
  SEAT_MISSING("seat.missing"),
  /** The token has outlived what the licence's terms allow. */
  TOKEN_TOO_OLD("token.too_old"),
  /** The caller's address is none that the licence's terms allow. */
  LICENSE_ADDRESS("license.address"),
  /** The terms' version constraint leaves the version out. */
  VERSION_NOT_COVERED("version.not_covered"),
  /** The terms leave the release's channel out. */
  CHANNEL_NOT_COVERED("channel.not_covered"),
  /** The release was published after what is paid for. */
  RELEASE_NOT_COVERED("release.not_covered");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** A stranger learns nothing, not even that the package exists. */
  public boolean toldAsNotFound() {
    return switch (this) {
      case PACKAGE_UNKNOWN, PACKAGE_NOT_LICENSED, PACKAGE_NOT_OWNED, RELEASE_UNKNOWN -> true;
      case TOKEN_UNKNOWN,
          TOKEN_REVOKED,
          TOKEN_EXPIRED,
          TOKEN_OTHER_ORGANIZATION,
          TOKEN_ADDRESS,
          TOKEN_SCOPE,
          HOLDER_REMOVED,
          HOLDER_ROLE,
          REQUEST_UNKNOWN,
          REQUEST_READ_ONLY,
          LICENSE_TRANSFERRED,
          PACKAGE_NOT_COVERED,
          LICENSE_REVOKED,
          LICENSE_SUSPENDED,
          LICENSE_NOT_STARTED,
          LICENSE_CANCELLED,
          LICENSE_EXPIRED,
          SEAT_MISSING,
          TOKEN_TOO_OLD,
          LICENSE_ADDRESS,
          VERSION_NOT_COVERED,
          CHANNEL_NOT_COVERED,
          RELEASE_NOT_COVERED ->
          false;
    };
  }
}
