package dev.packledger.identity.signin;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.InstanceSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The persons who sign in to web pages, their passwords and their one-time codes. Says what is
 * right, never who may try: guesses are limited by who asks.
 */
public final class Accounts {
  /** How long a new secret of one-time codes waits for its first code. */
  public static final Duration PENDING_TIME = Duration.ofMinutes(15);

  private final JdbcClient jdbc;
  private final Passwords passwords;
  private final InstanceSecrets secrets;

  public Accounts(JdbcClient jdbc, Passwords passwords, InstanceSecrets secrets) {
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.secrets = secrets;
  }

  /** Whether a person has a password here. */
  public boolean exists(PersonId person) {
    return hash(person).isPresent();
  }

  /**
   * Sets the password of a person; the first one makes the account. Whether it is good enough is
   * asked before, of {@link Passwords#refusal}.
   *
   * @throws IllegalStateException where the person was forgotten
   */
  public void setPassword(PersonId person, String password, Instant now) {
    int set =
        jdbc.sql(
                """
                INSERT INTO identity.accounts (person, password, created_at, changed_at)
                SELECT :person, :password, :now, :now WHERE NOT EXISTS (
                  SELECT FROM identity.person_keys
                  WHERE person = :person AND forgotten_at IS NOT NULL)
                ON CONFLICT (person) DO UPDATE
                SET password = excluded.password, changed_at = excluded.changed_at
                """)
            .param("person", person.value())
            .param("password", passwords.hash(password))
            .param("now", Columns.utc(now))
            .update();
    if (set == 0) {
      throw new IllegalStateException(person.value() + " was forgotten");
    }
  }

  /**
   * Whether this is the person's password. Takes the same time where nobody is found or the person
   * has no account.
   */
  public boolean passwordMatches(Optional<PersonId> person, String password) {
    Optional<String> hash = person.flatMap(this::hash);
    if (hash.isEmpty()) {
      passwords.wasteTime(password);
      return false;
    }
    return passwords.matches(password, hash.get());
  }

  private Optional<String> hash(PersonId person) {
    return jdbc.sql("SELECT password FROM identity.accounts WHERE person = :person")
        .param("person", person.value())
        .query(String.class)
        .optional();
  }

  /**
   * Makes a new secret of one-time codes, in base32, to be shown once. It counts after {@link
   * #confirmTotp}; until then an older one does.
   */
  public String beginTotp(PersonId person, Instant now) {
    byte[] secret = Totp.secret();
    jdbc.sql(
            """
            INSERT INTO identity.second_factors (person, pending, pending_since)
            VALUES (:person, :pending, :now) ON CONFLICT (person) DO UPDATE
            SET pending = excluded.pending, pending_since = excluded.pending_since
            """)
        .param("person", person.value())
        .param("pending", secrets.close(secret, place(person)))
        .param("now", Columns.utc(now))
        .update();
    return Totp.base32(secret);
  }

  /**
   * Makes the new secret count, where this is a code of it. The code is used with that.
   *
   * @return false where it is not, or the secret was made too long ago or not at all
   */
  public boolean confirmTotp(PersonId person, String code, Instant now) {
    byte[] pending =
        stored(
            """
            SELECT pending FROM identity.second_factors
            WHERE person = :person AND pending_since > :since
            """,
            person,
            now.minus(PENDING_TIME));
    OptionalLong step = stepOf(person, pending, code, now);
    return step.isPresent()
        && jdbc.sql(
                    """
                    UPDATE identity.second_factors
                    SET secret = pending, used_step = :step, pending = NULL, pending_since = NULL
                    WHERE person = :person AND pending = :pending
                    """)
                .param("step", step.getAsLong())
                .param("person", person.value())
                .param("pending", pending)
                .update()
            == 1;
  }

  /** Whether one-time codes of this person count. */
  public boolean hasTotp(PersonId person) {
    return secret(person) != null;
  }

  /**
   * Uses a one-time code: each once, ever, on whichever node, and none that is older than one used.
   *
   * @return false where it is wrong, used, or the person has no such codes
   */
  public boolean useTotp(PersonId person, String code, Instant now) {
    byte[] secret = secret(person);
    OptionalLong step = stepOf(person, secret, code, now);
    return step.isPresent()
        && jdbc.sql(
                    """
                    UPDATE identity.second_factors SET used_step = :step
                    WHERE person = :person AND secret = :secret AND used_step < :step
                    """)
                .param("step", step.getAsLong())
                .param("person", person.value())
                .param("secret", secret)
                .update()
            == 1;
  }

  /** Ends one-time codes of this person, pending ones too. */
  public void removeTotp(PersonId person) {
    jdbc.sql("DELETE FROM identity.second_factors WHERE person = :person")
        .param("person", person.value())
        .update();
  }

  /**
   * Ends everything by which a forgotten person could sign in, and empties what the security log
   * says of where they were. Their key is erased before: no account can come after that. Repeated
   * it forgets what came since.
   */
  public void forget(PersonId person) {
    jdbc.sql(
            """
            WITH a AS (DELETE FROM identity.accounts WHERE person = :person),
                 f AS (DELETE FROM identity.second_factors WHERE person = :person),
                 s AS (DELETE FROM identity.sessions WHERE person = :person),
                 l AS (DELETE FROM identity.one_time_links WHERE person = :person),
                 p AS (DELETE FROM identity.passkeys WHERE person = :person),
                 c AS (DELETE FROM identity.passkey_challenges WHERE person = :person)
            UPDATE identity.security_log SET address = '', detail = ''
            WHERE person = :person AND (address <> '' OR detail <> '')
            """)
        .param("person", person.value())
        .update();
  }

  private byte @Nullable [] secret(PersonId person) {
    return stored(
        "SELECT secret FROM identity.second_factors WHERE person = :person", person, null);
  }

  private byte @Nullable [] stored(String sql, PersonId person, @Nullable Instant since) {
    JdbcClient.StatementSpec asked = jdbc.sql(sql).param("person", person.value());
    return (since == null ? asked : asked.param("since", Columns.utc(since)))
        .query((row, ignored) -> Optional.ofNullable(row.getBytes(1)))
        .optional()
        .flatMap(found -> found)
        .orElse(null);
  }

  private OptionalLong stepOf(PersonId person, byte @Nullable [] closed, String code, Instant now) {
    return closed == null
        ? OptionalLong.empty()
        : Totp.stepOf(secrets.open(closed, place(person)), code, now);
  }

  private static String place(PersonId person) {
    return "identity.second_factors/" + person.value();
  }
}
