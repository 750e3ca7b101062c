package dev.packledger.identity.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets of sessions and links: 160 random bits in base64url, of which only the SHA-256 is stored.
 * So many random bits need neither salt nor slow hash.
 */
final class SignInSecrets {
  private static final int SECRET_BYTES = 20;
  private static final int ID_BYTES = 16;

  private SignInSecrets() {}

  static String create() {
    return text(SECRET_BYTES);
  }

  /** A name that tells nothing about the secret it stands beside. */
  static String id() {
    return text(ID_BYTES);
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  static byte[] digest(String secret) {
    return digest(secret.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] digest(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private static String text(int length) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(length));
  }
}
