package dev.packledger.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The keys of this instance. One random secret of 256 bits lies in {@code keys/instance.key} of the
 * data folder, readable by its owner only; every purpose has its own key derived from it (HKDF, RFC
 * 5869). Losing the file loses the names of persons and the signatures on links and references; it
 * belongs in every backup, and all nodes of an instance share it.
 */
public final class InstanceKeys {
  private static final int SECRET_BYTES = 32;
  private static final String TITLE = "packledger instance key 1";

  private final byte[] secret;

  private InstanceKeys(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Reads the key file of a data folder; the first call creates it.
   *
   * @throws KeyFailure with {@link KeyFailure#DAMAGED} where the file is not whole
   * @throws UncheckedIOException where the folder cannot be read or written
   */
  public static InstanceKeys open(Path dataFolder) {
    SecretFile file = new SecretFile(dataFolder.resolve("keys").resolve("instance.key"), TITLE);
    try {
      String content = file.read().orElse(null);
      if (content == null) {
        file.create(Base64.getEncoder().encodeToString(random(SECRET_BYTES)));
        content = file.read().orElseThrow();
      }
      return new InstanceKeys(decoded(content));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot use the key file in " + dataFolder, failure);
    }
  }

  private static byte[] decoded(String content) {
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(content);
    } catch (IllegalArgumentException notBase64) {
      throw new KeyFailure(KeyFailure.DAMAGED, "the instance key is damaged", notBase64);
    }
    if (secret.length != SECRET_BYTES) {
      throw new KeyFailure(KeyFailure.DAMAGED, "the instance key has the wrong length");
    }
    return secret;
  }

  /** What a key is for. Names are for ever: another name is another key. */
  enum Purpose {
    PERSON_KEYS("person keys"),
    ADDRESSES("addresses of persons"),
    CLAIM_LINKS("claim links"),
    DENIAL_REFERENCES("denial references"),
    REPOSITORY_KEYS("repository keys"),
    SECRETS("secrets"),
    FINGERPRINT("fingerprint");

    private final String label;

    Purpose(String label) {
      this.label = label;
    }
  }

  /** The key of 256 bits for one purpose. */
  SecretKey key(Purpose purpose) {
    String info = "packledger " + purpose.label;
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "Generic",
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .thenExpand(info.getBytes(StandardCharsets.US_ASCII), SECRET_BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("JDK 25 has HKDF-SHA256", impossible);
    }
  }

  /** Tells this key file from another and nothing else about it. */
  String fingerprint() {
    return HexFormat.of().formatHex(Macs.mac(key(Purpose.FINGERPRINT), "packledger"));
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
