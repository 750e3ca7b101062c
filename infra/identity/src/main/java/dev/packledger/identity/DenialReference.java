package dev.packledger.identity;

import dev.packledger.domain.access.Reason;
import dev.packledger.domain.ledger.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a denial's reference says once its signature was found good. The API finds the token among
 * those whose id ends so, and asks the rule again as of this position and second.
 *
 * @param tokenEnd the last {@link DenialReferences#TOKEN_END_CHARS} characters of the token's id;
 *     null where no token was recognised
 * @param position the position the decision was made at
 * @param second the instant of the decision, cut to seconds
 */
public record DenialReference(
    Reason reason, @Nullable String tokenEnd, Position position, Instant second) {
  /** The number that stands for a reason in references: given once, for ever. */
  static int number(Reason reason) {
    return switch (reason) {
      case TOKEN_UNKNOWN -> 1;
      case TOKEN_REVOKED -> 2;
      case TOKEN_EXPIRED -> 3;
      case TOKEN_OTHER_ORGANIZATION -> 4;
      case TOKEN_ADDRESS -> 5;
      case TOKEN_SCOPE -> 6;
      case HOLDER_REMOVED -> 7;
      case PACKAGE_UNKNOWN -> 8;
      case PACKAGE_NOT_LICENSED -> 9;
      case PACKAGE_NOT_OWNED -> 10;
      case RELEASE_UNKNOWN -> 11;
      case LICENSE_REVOKED -> 12;
      case LICENSE_SUSPENDED -> 13;
      case LICENSE_NOT_STARTED -> 14;
      case LICENSE_CANCELLED -> 15;
      case LICENSE_EXPIRED -> 16;
      case SEAT_MISSING -> 17;
      case TOKEN_TOO_OLD -> 18;
      case LICENSE_ADDRESS -> 19;
      case VERSION_NOT_COVERED -> 20;
      case CHANNEL_NOT_COVERED -> 21;
      case RELEASE_NOT_COVERED -> 22;
      case LICENSE_TRANSFERRED -> 23;
      case PACKAGE_NOT_COVERED -> 24;
      case REQUEST_UNKNOWN -> 26;
      case REQUEST_READ_ONLY -> 27;
      case HOLDER_ROLE -> 25;
    };
  }

  /** The reason of a number; null where there is none. */
  static @Nullable Reason reason(int number) {
    for (Reason reason : Reason.values()) {
      if (number(reason) == number) {
        return reason;
      }
    }
    return null;
  }
}
