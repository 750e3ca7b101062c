package dev.packledger.registry.shared.http;

import dev.packledger.domain.ledger.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A strong entity tag (RFC 9110 section 8.8.3) that is a SHA-256 of the very bytes sent. An index
 * document is filtered by buyer, so anything less (a revision of the package, a time) would let one
 * token's view pass for another's.
 *
 * @param opaque the text between the quotes
 */
public record EntityTag(String opaque) {
  private static final Pattern LISTED = Pattern.compile("\\G\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");
  private static final int HEADER_CHARS_MAX = 4096;

  /** The tag of a document. */
  public static EntityTag of(byte[] document) {
    try {
      return fromSha256(MessageDigest.getInstance("SHA-256").digest(document));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /**
   * The MD5 of a document in hexadecimal: what old bundlers compute of their copy and ask by. MD5
   * protects nobody; who forges a document is told a 304 about their own forgery.
   */
  public static EntityTag md5(byte[] document) {
    try {
      return new EntityTag(
          HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(document)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has MD5", impossible);
    }
  }

  /** The tag of a file that is known by its digest. */
  public static EntityTag of(Digest digest) {
    return fromSha256(HexFormat.of().parseHex(digest.hex()));
  }

  private static EntityTag fromSha256(byte[] sha256) {
    return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256));
  }

  /** As the header says it, quotes included. */
  public String header() {
    return '"' + opaque + '"';
  }

  /**
   * Whether an {@code If-None-Match} names this tag, so that 304 is the answer. {@code *} does not
   * count: it asks nothing that an index could answer. Weak tags match too (section 13.1.2):
   * proxies that compress weaken tags in passing.
   */
  public boolean namedBy(@Nullable String ifNoneMatch) {
    if (ifNoneMatch == null || ifNoneMatch.length() > HEADER_CHARS_MAX) {
      return false;
    }
    Matcher listed = LISTED.matcher(ifNoneMatch);
    while (listed.find()) {
      if (listed.group(2).equals(opaque)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a range may be served: there is no {@code If-Range}, or it names this tag strongly
   * (section 13.1.5). A date never does.
   */
  public boolean allowsRange(@Nullable String ifRange) {
    return ifRange == null || ifRange.strip().equals(header());
  }
}
