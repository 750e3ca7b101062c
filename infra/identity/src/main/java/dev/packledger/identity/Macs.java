package dev.packledger.identity;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** SHA-256 and HMAC-SHA-256 (RFC 2104), which every JDK has. */
final class Macs {
  private Macs() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  static String sha256Hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  static byte[] mac(SecretKey key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new AssertionError("every JDK has HMAC-SHA-256, for any key", impossible);
    }
  }

  static byte[] mac(SecretKey key, String message) {
    return mac(key, message.getBytes(StandardCharsets.UTF_8));
  }

  /** The first bytes of a MAC (RFC 2104 section 5). */
  static byte[] mac(SecretKey key, byte[] message, int length) {
    return Arrays.copyOf(mac(key, message), length);
  }

  /** Compares without telling by its duration where two differ. */
  static boolean same(byte[] left, byte[] right) {
    return MessageDigest.isEqual(left, right);
  }
}
