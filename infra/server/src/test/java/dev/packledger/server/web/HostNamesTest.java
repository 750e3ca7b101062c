package dev.packledger.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.RunningServer;
import dev.packledger.server.Trade;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A host name per organisation, over real HTTP. */
class HostNamesTest {
  private final RunningServer server = RunningServer.configured();
  private final Trade trade = Trade.begin(server, "hosted");
  private final String host = trade.slug() + '.' + RunningServer.BASE_DOMAIN;
  private final String secret = trade.publisher().credential();

  /** The whole answer to a request that names a host. */
  private String get(String target, String named) throws IOException {
    URI address = server.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
              .formatted(target, named, secret);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theSameTreeAnswersUnderTheNameAndItsDocumentsStayThere() throws IOException {
    var unused = trade.publish("1.0.0");
    String document = "/@" + trade.slug() + "%2fcore";
    String tarball = "/@" + trade.slug() + "/core/-/core-1.0.0.tgz";
    String named = "http://" + host + ':' + server.address().getPort() + "/npm";
    assertThat(get("/npm" + document, host)).startsWith("HTTP/1.1 200").contains(named + tarball);
    assertThat(get("/npm" + document, host.toUpperCase(java.util.Locale.ROOT) + ":80"))
        .startsWith("HTTP/1.1 200");
    assertThat(get("/npm" + tarball, host)).startsWith("HTTP/1.1 200");
    assertThat(get('/' + trade.slug() + "/npm" + document, "localhost"))
        .startsWith("HTTP/1.1 200")
        .contains("/" + trade.slug() + "/npm" + tarball)
        .doesNotContain(named);
    // As a proxy of HTTP sends it.
    assertThat(get("http://" + host + "/npm" + document, host))
        .startsWith("HTTP/1.1 200")
        .contains(named + tarball);
  }

  @Test
  void theNameNamesTheOrganisationWhoeverAsks() throws IOException {
    Trade.Buyer other = trade.buyer("other");
    assertThat(get("/npm/-/whoami", other.slug() + '.' + RunningServer.BASE_DOMAIN))
        .startsWith("HTTP/1.1 401")
        .contains("token.other_organization");
    assertThat(get("/npm/-/whoami", "nobody-" + host)).startsWith("HTTP/1.1 401");
    // No organisation's: what the server has at that path.
    assertThat(get("/npm/-/whoami", RunningServer.BASE_DOMAIN)).startsWith("HTTP/1.1 404");
    assertThat(get("/npm/-/whoami", "a." + host)).startsWith("HTTP/1.1 404");
    assertThat(get("/health/live", host)).startsWith("HTTP/1.1 200");
  }
}
