package dev.packledger.server.web;

import dev.packledger.identity.OperatorKey;
import dev.packledger.identity.TokenSecrets;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in a query string. Queries end up in logs, histories and referrers, so a request that
 * carries one is refused at every door (RFC 6750, section 2.3 and 5.3, tells the same), and its
 * query goes into no message of ours.
 */
public final class QuerySecrets {
  /** Code of the refusal. */
  public static final String CODE = "credential.in_query";

  public static final String DETAIL =
      "A token in a query string is refused: it is in logs by now. Revoke it, and send another in"
          + " the Authorization header.";

  private QuerySecrets() {}

  /**
   * Whether a query holds what looks like a secret of ours, whole or cut, or the parameter that
   * OAuth has for one.
   *
   * @param rawQuery undecoded; null for none
   */
  public static boolean in(@Nullable String rawQuery) {
    if (rawQuery == null) {
      return false;
    }
    String query = decoded(rawQuery);
    return query.contains(TokenSecrets.PREFIX)
        || query.contains(OperatorKey.PREFIX)
        || ('&' + query).contains("&access_token=");
  }

  /** Bad escapes stand for themselves: this looks for something, it does not read. */
  private static String decoded(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
      if (raw.charAt(i) == '%' && low >= 0) {
        text.append((char) (high * 16 + low));
        i += 2;
      } else {
        text.append(raw.charAt(i));
      }
    }
    return text.toString();
  }
}
