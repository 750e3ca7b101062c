package dev.packledger.identity;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;

/**
 * Closes secrets of others that must be used again, such as a seller's key at a payment provider,
 * under a key of this instance. Bound to the place where they lie: moved elsewhere they do not
 * open.
 */
public final class InstanceSecrets {
  private final SecretKey key;

  public InstanceSecrets(InstanceKeys keys) {
    key = keys.key(InstanceKeys.Purpose.SECRETS);
  }

  /**
   * @param place where the closed bytes will lie; the same must be given to open them
   */
  public byte[] close(byte[] open, String place) {
    return SealedBytes.seal(key, open, place.getBytes(StandardCharsets.UTF_8)).joined();
  }

  /**
   * @throws KeyFailure with {@link KeyFailure#DAMAGED} where the bytes were changed, or closed by
   *     another instance or for another place
   */
  public byte[] open(byte[] closed, String place) {
    return SealedBytes.split(closed).open(key, place.getBytes(StandardCharsets.UTF_8));
  }
}
