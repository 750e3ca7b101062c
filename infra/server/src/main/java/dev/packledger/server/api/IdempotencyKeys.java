package dev.packledger.server.api;

import dev.packledger.identity.InstanceSecrets;
import dev.packledger.identity.TokenSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which request came first under a key. Ids are derived from caller and key, so nothing here has to
 * be right for a retry to meet the same streams; this only refuses a key that is used twice.
 */
@Component
public final class IdempotencyKeys {
  private final JdbcClient jdbc;
  private final InstanceSecrets secrets;

  IdempotencyKeys(JdbcClient jdbc, InstanceSecrets secrets) {
    this.jdbc = jdbc;
    this.secrets = secrets;
  }

  /**
   * Uses a key.
   *
   * @param request the digest of path and body
   * @return whether it was used before, for the same request
   * @throws ProblemException where the key was used for another request
   */
  public boolean use(PostKey key, byte[] request, Instant now) {
    int added =
        jdbc.sql(
                """
                insert into operations.idempotency_keys (caller, key, request, used_at)
                values (?, ?, ?, ?) on conflict do nothing
                """)
            .params(key.caller(), key.key(), request, now.atOffset(ZoneOffset.UTC))
            .update();
    byte[] first =
        jdbc.sql("select request from operations.idempotency_keys where caller = ? and key = ?")
            .params(key.caller(), key.key())
            .query(byte[].class)
            .single();
    if (!Arrays.equals(first, request)) {
      throw ProblemException.of(
          422,
          "idempotency_key.reused",
          "This Idempotency-Key was used for another request. Take a new one.");
    }
    return added == 0;
  }

  /** The token secret that a request makes: a new one at its first use, the same at a retry. */
  String tokenSecret(PostKey key) {
    String place = "operations.idempotency_keys/" + key.caller() + '/' + key.key();
    byte[] made = TokenSecrets.create().getBytes(StandardCharsets.US_ASCII);
    byte[] kept =
        jdbc.sql(
                """
                update operations.idempotency_keys set secret = coalesce(secret, :made)
                where caller = :caller and key = :key returning secret
                """)
            .param("made", secrets.close(made, place))
            .param("caller", key.caller())
            .param("key", key.key())
            .query(byte[].class)
            .single();
    return new String(secrets.open(kept, place), StandardCharsets.US_ASCII);
  }

  /** Forgets keys that were first used before an instant; answers how many. */
  int forgetBefore(Instant instant) {
    return jdbc.sql("delete from operations.idempotency_keys where used_at < ?")
        .param(instant.atOffset(ZoneOffset.UTC))
        .update();
  }
}
