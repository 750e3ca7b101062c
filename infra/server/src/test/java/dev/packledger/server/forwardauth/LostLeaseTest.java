package dev.packledger.server.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.identity.DenialReferences;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.identity.InstanceKeys;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.following.AppliedPositions;
import dev.packledger.server.usage.UsageQueue;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.Adapters;
import dev.packledger.server.web.Addresses;
import dev.packledger.server.web.AskingPrograms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that loses its lease while it decides tells nothing of what it decided. */
class LostLeaseTest {
  @TempDir Path folder;

  @Test
  void isToldAsAFailure() throws Exception {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    GuessLimiter guesses = new GuessLimiter(clock, GuessLimiter.Limits.DEFAULT);
    AccessDecisions access =
        new AccessDecisions(
            new AccessMemory(),
            () -> OptionalInt.of(2),
            new AppliedPositions(),
            new DenialReferences(InstanceKeys.open(folder)));
    Server server = new Server(0);
    server.setHandler(
        new ForwardAuthHandler(
            new AskingPrograms(access, guesses, clock),
            new ForwardedDecisions(
                access,
                Adapters.unsigned(),
                guesses,
                new Addresses(ServerOptions.on(folder, 0)),
                clock,
                new UsageQueue(1))));
    server.start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + port + "/access/v1/forward-auth?uri=/x"))
                  .header("Packledger-Authorization", "Bearer plk_0")
                  .header("Packledger-Route", "organization=*; ecosystem=npm")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("2");
      assertThat(answer.headers().firstValue("Packledger-Reason")).contains("node.stale");
      assertThat(answer.body()).contains("\"code\":\"node.stale\"");
    } finally {
      server.stop();
    }
  }
}
