package dev.packledger.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.identity.signin.Sessions;
import dev.packledger.identity.signin.Subject;
import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.ServerLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records are remembered as long as they are kept, and no longer. */
class PurgeTest {
  private final RunningServer server = RunningServer.configured();
  private final ApiCalls operator = ApiCalls.operator(server);
  private final Purge purge = server.process().part(Purge.class);
  private final String key = UUID.randomUUID().toString();

  private String organization(String word) {
    String slug = word + '-' + UUID.randomUUID().toString().substring(0, 8);
    return """
    {"slug": "%s", "displayName": "x", "ownerEmail": "ann@%s.example"}\
    """
        .formatted(slug, slug);
  }

  private long remembered() {
    return server
        .process()
        .part(JdbcClient.class)
        .sql("select count(*) from operations.idempotency_keys where key = ?")
        .param(key)
        .query(Long.class)
        .single();
  }

  @Test
  void aKeyIsForgottenAfterItsTimeAndItsRequestStaysHarmless() {
    String body = organization("kept");
    ApiCalls.Answer first = operator.post("/api/v1/organizations", body, key).is(201);
    server.clock().advance(ServerLimits.USUAL.keysKept().minusMinutes(1));
    var unused = purge.purge();
    assertThat(remembered()).isEqualTo(1);
    operator
        .post("/api/v1/organizations", organization("other"), key)
        .isProblem(422, "idempotency_key.reused");

    server.clock().advance(Duration.ofMinutes(2));
    assertThat(purge.purge()).isPositive();
    assertThat(remembered()).isZero();
    // The same request again: its id follows from the slug, so it is the same organisation.
    ApiCalls.Answer again = operator.post("/api/v1/organizations", body, key).is(201);
    assertThat(again.at("/id")).isEqualTo(first.at("/id"));
    // A new request under the forgotten key is a new request.
    server.clock().advance(ServerLimits.USUAL.keysKept().plusMinutes(1));
    assertThat(purge.purge()).isPositive();
    operator.post("/api/v1/organizations", organization("other"), key).is(201);
  }

  @Test
  void aSessionIsForgottenOnceItIsOver() {
    Sessions sessions = server.process().part(Sessions.class);
    String secret =
        sessions.open(new Subject.Operator(), "127.0.0.1", "x", server.clock().instant()).secret();
    server.clock().advance(Sessions.Limits.DEFAULT.age().minusMinutes(1));
    var unused = purge.purge();
    assertThat(sessionsOf(secret)).isEqualTo(1);
    server.clock().advance(Duration.ofMinutes(2));
    unused = purge.purge();
    assertThat(sessionsOf(secret)).isZero();
  }

  private long sessionsOf(String secret) {
    return server
        .process()
        .part(JdbcClient.class)
        .sql("select count(*) from identity.sessions where digest = sha256(?::bytea)")
        .param(secret.getBytes(StandardCharsets.US_ASCII))
        .query(Long.class)
        .single();
  }
}
