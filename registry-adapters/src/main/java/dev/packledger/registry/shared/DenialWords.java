package dev.packledger.registry.shared;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What people read of a denial, the same in every ecosystem and in the API. */
public final class DenialWords {
  private DenialWords() {}

  /**
   * All that is told of a denial: the reason, since when, what is still covered, where to look, and
   * the reference by which pages, API and support find the rest.
   *
   * @param lastCovered the newest version that is covered; null where there is none or it does not
   *     matter
   * @param account where people look after their licences
   */
  public static String all(
      Decision.Denied denied, String reference, @Nullable String lastCovered, URI account) {
    Instant since = denied.since();
    String when = since == null ? "" : " since " + since.truncatedTo(ChronoUnit.SECONDS);
    String covered = lastCovered == null ? "" : " Last covered version: " + lastCovered + '.';
    return sentence(denied.reason())
        + when
        + " ("
        + denied.reason().code()
        + ")."
        + covered
        + " See "
        + account
        + ". Denial: "
        + reference;
  }

  /** The reason in one sentence, without its full stop: when and where may follow. */
  public static String sentence(Reason reason) {
    return switch (reason) {
      case TOKEN_UNKNOWN -> "This access token is not known";
      case TOKEN_REVOKED -> "This access token is revoked";
      case TOKEN_EXPIRED -> "This access token is expired";
      case TOKEN_OTHER_ORGANIZATION -> "This access token belongs to another organisation";
      case TOKEN_ADDRESS -> "This access token may not be used from this address";
      case TOKEN_SCOPE -> "This access token may not be used for this";
      case HOLDER_REMOVED -> "The holder of this access token is no longer of the organisation";
      case HOLDER_ROLE -> "The role of this access token's holder does not allow this";
      case REQUEST_UNKNOWN -> "The request is none that this registry knows";
      case REQUEST_READ_ONLY -> "This registry can only be read";
      case PACKAGE_UNKNOWN, PACKAGE_NOT_LICENSED, PACKAGE_NOT_OWNED, RELEASE_UNKNOWN -> "Not found";
      case LICENSE_TRANSFERRED -> "The licence belongs to another organisation";
      case PACKAGE_NOT_COVERED -> "The licence's plan does not include this package";
      case LICENSE_REVOKED -> "The licence is revoked";
      case LICENSE_SUSPENDED -> "The licence is suspended";
      case LICENSE_NOT_STARTED -> "The licence has not started";
      case LICENSE_CANCELLED -> "The licence is cancelled";
      case LICENSE_EXPIRED -> "The licence is expired";
      case SEAT_MISSING -> "The holder of this access token has no seat";
      case TOKEN_TOO_OLD -> "This access token is older than the licence allows";
      case LICENSE_ADDRESS -> "The licence may not be used from this address";
      case VERSION_NOT_COVERED -> "The licence does not cover this version";
      case CHANNEL_NOT_COVERED -> "The licence does not cover this channel";
      case RELEASE_NOT_COVERED -> "The licence does not cover releases";
    };
  }
}
