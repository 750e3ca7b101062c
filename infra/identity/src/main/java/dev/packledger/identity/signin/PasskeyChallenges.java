package dev.packledger.identity.signin;

import dev.packledger.domain.ledger.PersonId;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Challenges that browsers answer with a passkey: each once, in time, before whichever node. */
final class PasskeyChallenges {
  /** What browsers are told, and wait themselves. */
  static final Duration TIME = Duration.ofMinutes(5);

  private static final int CHALLENGE_BYTES = 32;

  private final JdbcClient jdbc;

  PasskeyChallenges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes one, and forgets those that nobody answered in time.
   *
   * @param person who may answer it to add a passkey; null where it is to sign in
   */
  byte[] create(@Nullable PersonId person, Instant now) {
    byte[] challenge = SignInSecrets.random(CHALLENGE_BYTES);
    jdbc.sql(
            """
            WITH late AS (DELETE FROM identity.passkey_challenges WHERE until <= :now)
            INSERT INTO identity.passkey_challenges (digest, person, until)
            VALUES (:digest, :person, :until)
            """)
        .param("now", Columns.utc(now))
        .param("digest", SignInSecrets.digest(challenge))
        .param("person", person == null ? null : person.value(), Types.VARCHAR)
        .param("until", Columns.utc(now.plus(TIME)))
        .update();
    return challenge;
  }

  /** Uses one up; whether it was made for this and in time. */
  boolean use(byte[] challenge, @Nullable PersonId person, Instant now) {
    return jdbc.sql(
                """
                DELETE FROM identity.passkey_challenges
                WHERE digest = :digest AND until > :now AND person IS NOT DISTINCT FROM :person
                """)
            .param("digest", SignInSecrets.digest(challenge))
            .param("now", Columns.utc(now))
            .param("person", person == null ? null : person.value(), Types.VARCHAR)
            .update()
        == 1;
  }
}
