package dev.packledger.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The key of the instance's operator: made at the first start and shown once; {@code
 * keys/operator.key} of the data folder holds its digest only. Who lost it, or whose process died
 * before it was shown, makes a new one, which ends the old.
 */
public final class OperatorKey {
  public static final String PREFIX = "plo_";
  private static final String TITLE = "packledger operator key digest 1";

  private final String digestHex;
  private final @Nullable String secret;

  private OperatorKey(String digestHex, @Nullable String secret) {
    this.digestHex = digestHex;
    this.secret = secret;
  }

  /**
   * The key of a data folder; the first call creates it.
   *
   * @throws KeyFailure with {@link KeyFailure#DAMAGED} where the file is not whole
   * @throws UncheckedIOException where the folder cannot be read or written
   */
  public static OperatorKey open(Path dataFolder) {
    SecretFile file = file(dataFolder);
    try {
      String content = file.read().orElse(null);
      if (content != null) {
        return new OperatorKey(content, null);
      }
      String secret = PREFIX + TokenSecrets.randomText();
      return file.create(digestHex(secret))
          ? new OperatorKey(digestHex(secret), secret)
          : new OperatorKey(file.read().orElseThrow(), null);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot use the operator key in " + dataFolder, failure);
    }
  }

  /** A new key in place of the one there was, which ends at once. */
  public static OperatorKey renew(Path dataFolder) {
    String secret = PREFIX + TokenSecrets.randomText();
    try {
      file(dataFolder).replace(digestHex(secret));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write the operator key in " + dataFolder, failure);
    }
    return new OperatorKey(digestHex(secret), secret);
  }

  private static SecretFile file(Path dataFolder) {
    return new SecretFile(dataFolder.resolve("keys").resolve("operator.key"), TITLE);
  }

  /** The key itself, where this call made it: to be shown once and kept nowhere. */
  public @Nullable String secretToShow() {
    return secret;
  }

  public boolean matches(String presented) {
    return Macs.same(bytes(digestHex), bytes(digestHex(presented)));
  }

  private static String digestHex(String secret) {
    return Macs.sha256Hex(bytes(secret));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
