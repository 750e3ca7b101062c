package dev.packledger.registry.shared.http;

import dev.packledger.domain.ledger.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secret inside an {@code Authorization} header. Package managers send it as {@code Bearer}, or
 * as {@code Basic} with the secret as the password; the user name says nothing (it ends up in cache
 * keys, logs and lock files, so a secret never belongs there). Those of Hex, RubyGems and cargo
 * send it alone, without a scheme.
 */
public final class PresentedSecret {
  private static final int HEADER_CHARS_MAX = 1024;

  /** Alone they are no secret; neither is nothing. */
  private static final Set<String> SCHEMES = Set.of("", "bearer", "basic");

  /** Never fed: a copy of it is made in a fraction of the time that asking the providers takes. */
  private static final MessageDigest SHA_256 = sha256();

  private PresentedSecret() {}

  /** The secret, or null where the header is absent or holds none. */
  public static @Nullable String in(@Nullable String authorization) {
    if (authorization == null || authorization.length() > HEADER_CHARS_MAX) {
      return null;
    }
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return SCHEMES.contains(authorization.toLowerCase(Locale.ROOT)) ? null : authorization;
    }
    String value = authorization.substring(space + 1).strip();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer" -> value.isEmpty() ? null : value;
      case "basic" -> password(value);
      default -> null;
    };
  }

  /** The digest by which the ledger knows a secret. */
  public static Digest digest(String secret) {
    try {
      MessageDigest sha256 = (MessageDigest) SHA_256.clone();
      return Digest.of(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("the JDK's SHA-256 can be cloned", impossible);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  private static @Nullable String password(String encoded) {
    String userAndPassword;
    try {
      userAndPassword = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
    int colon = userAndPassword.indexOf(':');
    return colon < 0 || colon == userAndPassword.length() - 1
        ? null
        : userAndPassword.substring(colon + 1);
  }
}
