package dev.packledger.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/** A node that cannot prove that it is up to date opens no door but health and metrics. */
class StaleDoorsTest {
  @Test
  void everyDoorIsShut() throws Exception {
    Server server = new Server(0);
    server.setHandler(
        new RootHandler(
            () -> OptionalInt.of(7),
            Optional.empty(),
            TrustedProxies.NONE,
            List.of(),
            new Handler.Sequence()));
    server.start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      for (String path :
          List.of(
              "/access/v1/forward-auth",
              "/access/v1/forward-auth?uri=/npm/@acme%2fui",
              "/access/v1/evaluation",
              "/access/v1/evaluations",
              "/.well-known/authzen-configuration",
              "/acme/npm/@acme/ui",
              "/api/v1/organizations",
              "/webhooks/stripe/acct",
              "/")) {
        HttpResponse<String> answer = get(http, port, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"node.stale\"");
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
      }
      assertThat(get(http, port, "/health/live").statusCode())
          .as("reaches the handlers behind, of which there are none here")
          .isEqualTo(404);
    } finally {
      server.stop();
    }
  }

  private static HttpResponse<String> get(HttpClient http, int port, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
