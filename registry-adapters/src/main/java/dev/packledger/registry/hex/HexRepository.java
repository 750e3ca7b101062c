package dev.packledger.registry.hex;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/**
 * One organisation's repository as buyers pin it: its name and its key. Clients compare both with
 * what their users configured, so neither ever changes.
 *
 * @param name what a buyer must call it: it stands in every signed document
 * @param key signs those documents
 * @param publicKey of the same pair
 */
public record HexRepository(String name, PrivateKey key, RSAPublicKey publicKey) {
  private static final int PEM_LINE_CHARS = 64;

  /** The repository of an organisation with that slug. */
  public static HexRepository of(String slug, KeyPair pair) {
    return new HexRepository(nameOf(slug), pair.getPrivate(), (RSAPublicKey) pair.getPublic());
  }

  /**
   * The name of an organisation's repository: its slug, which it has for ever. The public
   * repository's own name is nobody's.
   */
  public static String nameOf(String slug) {
    return slug.equals(HexDependency.PUBLIC) ? slug + "-private" : slug;
  }

  /**
   * Signs as Hex does: RSA PKCS #1 v1.5 over SHA-512 (hexpm/specifications registry-v2.md). The
   * same bytes have the same signature.
   */
  byte[] sign(byte[] payload) {
    try {
      Signature signature = Signature.getInstance("SHA512withRSA");
      signature.initSign(key);
      signature.update(payload);
      return signature.sign();
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException("the key of a repository cannot sign", unusable);
    }
  }

  /** The public key as {@code /public_key} shows it: PEM of a SubjectPublicKeyInfo. */
  public String pem() {
    String base64 =
        Base64.getMimeEncoder(PEM_LINE_CHARS, new byte[] {'\n'})
            .encodeToString(publicKey.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
  }

  /**
   * What {@code mix hex.repo add --fetch-public-key} compares: {@code SHA256:} and the digest of
   * the key in the form of SSH (RFC 4253 section 6.6), in base64 without padding.
   */
  public String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      part(digest, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
      part(digest, publicKey.getPublicExponent().toByteArray());
      part(digest, publicKey.getModulus().toByteArray());
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest.digest());
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private static void part(MessageDigest digest, byte[] bytes) {
    digest.update(
        new byte[] {
          (byte) (bytes.length >> 24),
          (byte) (bytes.length >> 16),
          (byte) (bytes.length >> 8),
          (byte) bytes.length
        });
    digest.update(bytes);
  }
}
