package dev.packledger.identity;

import dev.packledger.domain.ledger.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The secrets of access tokens: {@code plk_}, 160 random bits in 27 characters of base62, and the
 * CRC-32 of all before it in 6 more. The prefix lets scanners find a leaked one, the checksum tells
 * a mistyped or cut one without a look-up. Only the digest is ever stored; 160 random bits need
 * neither pepper nor slow hash, and looking up a digest tells nothing by its duration.
 */
public final class TokenSecrets {
  public static final String PREFIX = "plk_";

  private static final int RANDOM_BYTES = 20;
  private static final int RANDOM_CHARS = 27;
  private static final int CHECKSUM_CHARS = 6;

  /** The length of every secret, in characters. */
  public static final int LENGTH = PREFIX.length() + RANDOM_CHARS + CHECKSUM_CHARS;

  private static final Pattern ANYWHERE =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_CHARS + CHECKSUM_CHARS) + "}");

  private TokenSecrets() {}

  /** A new secret, to be shown once. */
  public static String create() {
    String body = PREFIX + randomText();
    return body + checksum(body);
  }

  static String randomText() {
    return Base62.encode(new BigInteger(1, InstanceKeys.random(RANDOM_BYTES)), RANDOM_CHARS);
  }

  /**
   * The digest of a presented secret; empty where it is none of ours, mistyped or cut off, which is
   * told without asking any table.
   */
  public static Optional<Digest> digest(String presented) {
    return isWellFormed(presented) ? Optional.of(digestOf(presented)) : Optional.empty();
  }

  /** The digest of a secret that {@link #create} made. */
  public static Digest digestOf(String secret) {
    return Digest.of(Macs.sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }

  public static boolean isWellFormed(String presented) {
    if (presented.length() != LENGTH
        || !presented.startsWith(PREFIX)
        || !Base62.isBase62(presented.substring(PREFIX.length()))) {
      return false;
    }
    int end = LENGTH - CHECKSUM_CHARS;
    return checksum(presented.substring(0, end)).equals(presented.substring(end));
  }

  /** The text without any secret in it, for logs and messages. */
  public static String redacted(String text) {
    return ANYWHERE.matcher(text).replaceAll(PREFIX + "***");
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return Base62.encode(BigInteger.valueOf(crc.getValue()), CHECKSUM_CHARS);
  }
}
