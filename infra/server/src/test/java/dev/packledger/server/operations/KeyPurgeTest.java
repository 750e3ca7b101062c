package dev.packledger.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.ApiCalls;
import dev.packledger.server.RunningServer;
import dev.packledger.server.ServerLimits;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Idempotency keys are remembered as long as they are kept, and no longer. */
class KeyPurgeTest {
  private final RunningServer server = RunningServer.configured();
  private final ApiCalls operator = ApiCalls.operator(server);
  private final KeyPurge purge = server.process().part(KeyPurge.class);
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
}
