package dev.packledger.webhooks.stripedouble;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An event ready to be delivered.
 *
 * @param id Stripe's event id
 * @param type Stripe's word for what happened
 * @param body the bytes to post
 * @param signature the header Stripe-Signature that belongs to them
 */
public record SignedEvent(String id, String type, byte[] body, String signature) {
  /** The same event, signed at another time or with another secret, as a redelivery is. */
  public SignedEvent signedAgain(String secret, Instant at) {
    return new SignedEvent(id, type, body, header(body, secret, at));
  }

  /**
   * The header for a body: {@code t=<seconds>,v1=<hex HMAC-SHA256 of t.body>}
   * (docs.stripe.com/webhooks#verify-manually).
   */
  public static String header(byte[] body, String secret, Instant at) {
    return "t=" + at.getEpochSecond() + ",v1=" + hmac(body, secret, at);
  }

  /** The signature itself, 64 hexadecimal characters. */
  public static String hmac(byte[] body, String secret, Instant at) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK has HmacSHA256", impossible);
    }
  }
}
