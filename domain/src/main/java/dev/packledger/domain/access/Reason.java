package dev.packledger.domain.access;

/**
 * Why access was denied: closed, ordered; the first that applies is told. The order is the public
 * documentation's order; codes are for ever.
 */
public enum Reason {
  TOKEN_UNKNOWN("token.unknown"),
  TOKEN_REVOKED("token.revoked"),
  TOKEN_EXPIRED("token.expired"),
  TOKEN_OTHER_ORGANIZATION("token.other_organization"),
  TOKEN_ADDRESS("token.address"),
  TOKEN_SCOPE("token.scope"),
  HOLDER_REMOVED("holder.removed"),
  PACKAGE_UNKNOWN("package.unknown"),
  PACKAGE_NOT_LICENSED("package.not_licensed"),
  PACKAGE_NOT_OWNED("package.not_owned"),
  RELEASE_UNKNOWN("release.unknown"),
  /** The licence belongs to another organisation now. */
  LICENSE_TRANSFERRED("license.transferred"),
  /** The licence once named the package; its plan no longer does. */
  PACKAGE_NOT_COVERED("package.not_covered"),
  LICENSE_REVOKED("license.revoked"),
  LICENSE_SUSPENDED("license.suspended"),
  LICENSE_NOT_STARTED("license.not_started"),
  LICENSE_CANCELLED("license.cancelled"),
  LICENSE_EXPIRED("license.expired"),
  SEAT_MISSING("seat.missing"),
  TOKEN_TOO_OLD("token.too_old"),
  LICENSE_ADDRESS("license.address"),
  VERSION_NOT_COVERED("version.not_covered"),
  CHANNEL_NOT_COVERED("channel.not_covered"),
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
