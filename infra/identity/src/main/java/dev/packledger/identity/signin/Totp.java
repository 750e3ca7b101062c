package dev.packledger.identity.signin;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes by time (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, six digits,
 * steps of 30 seconds since 1970. A clock may be one step off, either way.
 */
public final class Totp {
  public static final int STEP_SECONDS = 30;
  public static final int DIGITS = 6;

  private static final int STEPS_OFF_MAX = 1;
  private static final int SECRET_BYTES = 20;
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Totp() {}

  /** A new secret of 160 bits, the length that RFC 4226 advises. */
  static byte[] secret() {
    return SignInSecrets.random(SECRET_BYTES);
  }

  /** The step that an instant lies in. */
  public static long step(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
  }

  /** The code of a step. */
  public static String code(byte[] secret, long step) {
    return code(secret, step, DIGITS);
  }

  static String code(byte[] secret, long step, int digits) {
    byte[] mac = mac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    // RFC 4226 section 5.3: the last four bits say where the 31 bits of the code begin.
    int start = mac[mac.length - 1] & 0xf;
    int number = ByteBuffer.wrap(mac).getInt(start) & Integer.MAX_VALUE;
    int modulus = 1;
    for (int i = 0; i < digits; i++) {
      modulus *= 10;
    }
    return String.format("%0" + digits + "d", number % modulus);
  }

  /**
   * The step whose code this is, of those that a clock which is little off may show; empty where it
   * is none of theirs. White space, which apps show between digits, makes no difference.
   */
  public static OptionalLong stepOf(byte[] secret, String code, Instant now) {
    byte[] shown = code.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    for (int off = -STEPS_OFF_MAX; off <= STEPS_OFF_MAX; off++) {
      long step = step(now) + off;
      byte[] right = code(secret, step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, shown)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** A secret as apps take it by hand (RFC 4648 base32, without padding). */
  public static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int waiting = 0;
    int bits = 0;
    for (byte next : bytes) {
      waiting = (waiting << 8 | next & 0xff) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt(waiting >> bits & 31));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(waiting << (5 - bits) & 31));
    }
    return text.toString();
  }

  /**
   * What a QR code says to an authenticator app.
   *
   * @param issuer this instance, as the app shall name it
   * @param account whom the app shall name, such as an e-mail address
   */
  public static String uri(String issuer, String account, String base32Secret) {
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
        .formatted(
            encoded(issuer), encoded(account), base32Secret, encoded(issuer), DIGITS, STEP_SECONDS);
  }

  /** Apps show a plus as a plus. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] mac(byte[] secret, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new AssertionError("every JDK has HMAC-SHA-1, for any key", impossible);
    }
  }
}
