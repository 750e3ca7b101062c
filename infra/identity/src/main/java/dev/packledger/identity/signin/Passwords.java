package dev.packledger.identity.signin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Passwords and what is kept of them: Argon2id (RFC 9106) with the parameters that OWASP's Password
 * Storage Cheat Sheet names first. Few are computed at once, because each takes 19 MiB; who comes
 * later waits. The form of composed letters makes no difference (NIST SP 800-63B, 3.1.1.2). Any
 * thread may call.
 */
public final class Passwords {
  public static final String TOO_SHORT = "password.too_short";
  public static final String TOO_LONG = "password.too_long";
  public static final String COMMON = "password.common";

  public static final int CHARACTERS_MIN = 12;
  public static final int CHARACTERS_MAX = 128;

  /** Together they take 76 MiB at most. */
  public static final int AT_ONCE = 4;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;

  /** Fewer different characters than this are as good as listed. */
  private static final int DIFFERENT_MIN = 4;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
  private final Set<String> common = common();
  private final Semaphore places;
  private final String nobodys;

  public Passwords() {
    this(AT_ONCE);
  }

  /**
   * @param atOnce how many may be computed at once
   */
  public Passwords(int atOnce) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least one password must be computed at once");
    }
    this(new Semaphore(atOnce, true));
  }

  /**
   * @param places one for each that may be computed at once
   */
  Passwords(Semaphore places) {
    this.places = places;
    nobodys = hash(SignInSecrets.create());
  }

  /** What is kept of a password, with the salt and the parameters in it. */
  public String hash(String password) {
    places.acquireUninterruptibly();
    try {
      return Objects.requireNonNull(argon2.encode(same(password)));
    } finally {
      places.release();
    }
  }

  /** Whether this is the password that a hash was made of. */
  public boolean matches(String password, String hash) {
    places.acquireUninterruptibly();
    try {
      return argon2.matches(same(password), hash);
    } finally {
      places.release();
    }
  }

  /** Takes as long as a comparison, so that nobody learns by the clock who has an account. */
  public void wasteTime(String password) {
    boolean unused = matches(password, nobodys);
  }

  /** Why a password cannot be taken, as a code; empty where it can. */
  public Optional<String> refusal(String password) {
    String same = same(password);
    int characters = same.codePointCount(0, same.length());
    if (characters < CHARACTERS_MIN) {
      return Optional.of(TOO_SHORT);
    }
    if (characters > CHARACTERS_MAX) {
      return Optional.of(TOO_LONG);
    }
    String lower = same.toLowerCase(Locale.ROOT);
    return common.contains(lower) || lower.chars().distinct().count() < DIFFERENT_MIN
        ? Optional.of(COMMON)
        : Optional.empty();
  }

  private static String same(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  private static Set<String> common() {
    try (InputStream list =
        Objects.requireNonNull(Passwords.class.getResourceAsStream("common-passwords.txt"))) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the list of common passwords", failure);
    }
  }
}
