package dev.packledger.registry.shared.http;

import dev.packledger.domain.access.Reason;

/** The status that tells a denial, the same at every door. */
public final class DenialStatus {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private DenialStatus() {}

  /** 401 where another token could help, 404 where nothing is to be learned, else 403. */
  public static int of(Reason reason) {
    return switch (reason) {
      case TOKEN_UNKNOWN, TOKEN_REVOKED, TOKEN_EXPIRED, TOKEN_OTHER_ORGANIZATION, HOLDER_REMOVED ->
          UNAUTHORIZED;
      case PACKAGE_UNKNOWN, PACKAGE_NOT_LICENSED, PACKAGE_NOT_OWNED, RELEASE_UNKNOWN -> NOT_FOUND;
      case REQUEST_UNKNOWN,
          REQUEST_READ_ONLY,
          TOKEN_ADDRESS,
          TOKEN_SCOPE,
          HOLDER_ROLE,
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
          FORBIDDEN;
    };
  }
}
