package dev.packledger.identity;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Bytes under AES-256-GCM (NIST SP 800-38D): a random nonce of 96 bits, a tag of 128. One key seals
 * far fewer than the 2^32 texts for which random nonces are safe.
 */
record SealedBytes(byte[] nonce, byte[] ciphertext) {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  static SealedBytes seal(SecretKey key, byte[] plain, byte[] context) {
    byte[] nonce = InstanceKeys.random(NONCE_BYTES);
    try {
      return new SealedBytes(
          nonce, cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK has AES in GCM", impossible);
    }
  }

  /**
   * @throws KeyFailure with {@link KeyFailure#DAMAGED} where they were changed, or sealed with
   *     another key or context
   */
  byte[] open(SecretKey key, byte[] context) {
    if (nonce.length != NONCE_BYTES) {
      throw new KeyFailure(KeyFailure.DAMAGED, "a nonce has the wrong length");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(ciphertext);
    } catch (AEADBadTagException changed) {
      throw new KeyFailure(KeyFailure.DAMAGED, "a sealed text was changed", changed);
    } catch (GeneralSecurityException cut) {
      throw new KeyFailure(KeyFailure.DAMAGED, "a sealed text does not open", cut);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(key.getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher;
  }

  /** Nonce and ciphertext in one column. */
  byte[] joined() {
    byte[] joined = Arrays.copyOf(nonce, nonce.length + ciphertext.length);
    System.arraycopy(ciphertext, 0, joined, nonce.length, ciphertext.length);
    return joined;
  }

  static SealedBytes split(byte[] joined) {
    int nonceLength = Math.min(NONCE_BYTES, joined.length);
    return new SealedBytes(
        Arrays.copyOf(joined, nonceLength), Arrays.copyOfRange(joined, nonceLength, joined.length));
  }
}
