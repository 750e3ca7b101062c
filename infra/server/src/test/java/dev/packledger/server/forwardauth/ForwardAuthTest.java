package dev.packledger.server.forwardauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.server.Asking;
import dev.packledger.server.Asking.Seller;
import dev.packledger.server.RunningServer;
import dev.packledger.server.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations as nginx, Traefik and Envoy lead them. */
@ExtendWith(TestServer.class)
class ForwardAuthTest {
  private static final String DOOR = "/access/v1/forward-auth";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Asking asking;
  private final RunningServer server;

  ForwardAuthTest(RunningServer server) {
    this.server = server;
    this.asking = new Asking(server);
  }

  @Test
  void allowsThenDeniesOnceTheTokenIsRevoked() throws Exception {
    Seller seller = asking.seller("fwdallow");
    Proxy proxy = new Proxy(seller, "organization=fwdallow; ecosystem=npm; prefix=/npm/");
    HttpResponse<String> allowed = proxy.asks("GET", "/npm/@fwdallow%2fcore", reader(seller));
    assertThat(allowed.statusCode()).as(allowed.body()).isEqualTo(200);
    assertThat(header(allowed, "Packledger-Position")).isNotEmpty();
    assertThat(allowed.body()).isEmpty();

    asking.revoke(seller.reader());

    HttpResponse<String> denied = proxy.asks("GET", "/npm/@fwdallow%2fcore", reader(seller));
    assertThat(denied.statusCode()).isEqualTo(401);
    assertThat(header(denied, "Packledger-Reason")).isEqualTo("token.revoked");
    assertThat(header(denied, "Packledger-Status")).isEqualTo("401");
    String reference = header(denied, "Packledger-Denial");
    assertThat(header(denied, "Packledger-Words"))
        .startsWith("This access token is revoked since ")
        .contains("(token.revoked)", reference)
        .doesNotContain("\"", "\\");
    assertThat(asking.operator().get("/api/v1/denials/" + reference).at("/reason"))
        .isEqualTo("token.revoked");
    assertThat(Asking.json(denied.body()).get("code").stringValue()).isEqualTo("token.revoked");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /npm/@SLUG%2fcore,                   200, ",
    "HEAD,   /npm/@SLUG/core,                     200, ",
    "GET,    /npm/@SLUG/core?write=true,          200, ",
    "GET,    /npm/-/ping,                         200, ",
    "GET,    /npm/@SLUG/core/-/core-9.9.9.tgz,    403, release.unknown",
    "GET,    /npm/@SLUG%2fother,                  403, package.unknown",
    "PUT,    /npm/@SLUG%2fcore,                   403, request.read_only",
    "POST,   /npm/-/npm/v1/security/advisories/bulk, 403, request.read_only",
    "GET,    /npm/-/v1/search?text=core,          403, request.unknown",
    "GET,    /npm/@SLUG/core/..%2f..%2fpaid,      403, request.unknown",
    "GET,    /npm/@SLUG/core/../../x,             403, request.unknown",
    "GET,    /@SLUG%2fcore,                       403, request.unknown",
    "GET,    /npmx/@SLUG%2fcore,                  403, request.unknown",
    "GET,    /%6epm/@SLUG%2fcore,                 403, request.unknown",
    "GET,    *,                                   403, request.unknown",
  })
  void readsWhatIsForwarded(String method, String uri, int status, String reason) throws Exception {
    String slug = "fwd" + Integer.toHexString((method + uri).hashCode());
    Seller seller = asking.seller(slug);
    Proxy proxy = new Proxy(seller, "organization=" + slug + "; ecosystem=npm; prefix=/npm");
    HttpResponse<String> answer = proxy.asks(method, uri.replace("SLUG", slug), reader(seller));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    boolean stranger = "release.unknown".equals(reason) || "package.unknown".equals(reason);
    if (reason != null) {
      assertThat(header(answer, "Packledger-Reason")).isEqualTo(reason);
      assertThat(header(answer, "Packledger-Denial")).hasSize(40);
      assertThat(header(answer, "Packledger-Status")).isEqualTo(stranger ? "404" : "403");
    }
  }

  /** Where the proxy passes every status on, a stranger learns nothing, not even from a header. */
  @Test
  void strangersAreToldNothing() throws Exception {
    Seller seller = asking.seller("fwdstranger");
    Seller other = asking.seller("fwdowner");
    Proxy proxy = new Proxy(seller, "organization=*; ecosystem=npm; strangers=404");
    HttpResponse<String> theirs = proxy.asks("GET", "/@fwdowner%2fcore", reader(seller));
    HttpResponse<String> nobodys = proxy.asks("GET", "/@fwdowner%2fnone", reader(seller));
    assertThat(theirs.statusCode()).isEqualTo(404);
    assertThat(theirs.body()).isEqualTo(nobodys.body()).isEqualTo("{\"error\":\"Not found\"}");
    assertThat(theirs.headers().map().keySet()).isEqualTo(nobodys.headers().map().keySet());
    assertThat(theirs.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("packledger"));

    assertThat(proxy.asks("GET", "/@fwdowner%2fcore", reader(other)).statusCode())
        .as("any organisation's token, as the route says")
        .isEqualTo(200);

    asking.revoke(seller.reader());
    HttpResponse<String> revoked = proxy.asks("GET", "/@fwdowner%2fcore", reader(seller));
    assertThat(revoked.statusCode()).isEqualTo(401);
    assertThat(proxy.asks("GET", "/@fwdowner%2fnone", reader(seller)).statusCode())
        .as("nor can a token that does not work tell one from the other")
        .isEqualTo(401);
  }

  @Test
  void tellsWhoShowsNoToken() throws Exception {
    Seller seller = asking.seller("fwdanonymous");
    Proxy proxy = new Proxy(seller, "organization=fwdanonymous; ecosystem=npm");
    HttpResponse<String> answer = proxy.asks("GET", "/@fwdanonymous%2fcore", Map.of());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer");
    assertThat(header(answer, "Packledger-Reason")).isEqualTo("credential.missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token=TOKEN", "a=b&access_token=x", "t=%70lk_abc", "x=plo_abc"})
  void aTokenInAQueryStringIsRefused(String query) throws Exception {
    Seller seller = asking.seller("fwdq" + Integer.toHexString(query.hashCode()));
    String sent = query.replace("TOKEN", seller.reader().secret());
    Proxy proxy = new Proxy(seller, "organization=*; ecosystem=npm");
    HttpResponse<String> answer = proxy.asks("GET", "/@fwdq/core?" + sent, reader(seller));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(header(answer, "Packledger-Reason")).isEqualTo("credential.in_query");
    HttpResponse<String> envoy =
        send("GET", DOOR + "?uri=/@fwdq/core?" + sent, proxy.headers(reader(seller)));
    assertThat(envoy.statusCode()).isEqualTo(403);
    for (String door :
        new String[] {
          "/fwdq/npm/@a%2fb", "/api/v1/whoami", "/health/live", "/access/v1/evaluation", "/"
        }) {
      HttpResponse<String> refused = send("GET", door + "?" + sent, Map.of());
      assertThat(refused.statusCode()).as(door).isEqualTo(400);
      assertThat(Asking.json(refused.body()).get("code").stringValue())
          .isEqualTo("credential.in_query");
      assertThat(refused.body()).doesNotContain(seller.reader().secret());
    }
  }

  /** Could not ask is not no: a client must not be told a denial for its proxy's mistake. */
  @Test
  void aProxyThatMayNotAskOrDoesNotSayWhatIsAFailure() throws Exception {
    Seller seller = asking.seller("fwdproxy");
    String route = "organization=fwdproxy; ecosystem=npm";
    Map<String, String> good = new Proxy(seller, route).headers(reader(seller));
    for (Map<String, String> bad :
        List.of(
            with(good, "Packledger-Authorization", null),
            with(good, "Packledger-Authorization", "Bearer plk_nobody"),
            with(good, "Packledger-Authorization", "Bearer " + seller.reader().secret()),
            with(good, "Packledger-Route", null),
            with(good, "Packledger-Route", ""),
            with(good, "Packledger-Route", "ecosystem=npm"),
            with(good, "Packledger-Route", "organization=fwdproxy"),
            with(good, "Packledger-Route", "organization=fwdproxy; ecosystem=floppy"),
            with(good, "Packledger-Route", "organization=fwdproxy; ecosystem=cargo"),
            with(good, "Packledger-Route", route + "; prefix=npm"),
            with(good, "Packledger-Route", route + "; ecosystem=npm"),
            with(good, "Packledger-Route", route + "; strangers=200"),
            with(good, "Packledger-Route", route + "; unknown=1"),
            with(good, "X-Forwarded-Uri", null),
            with(good, "X-Forwarded-Method", null))) {
      HttpResponse<String> answer = send("GET", DOOR, bad);
      assertThat(answer.statusCode()).as("%s: %s", bad, answer.body()).isEqualTo(500);
      assertThat(header(answer, "Packledger-Reason")).isNotEmpty();
    }
    assertThat(send("GET", DOOR, good).statusCode()).isEqualTo(403);
  }

  /** Envoy: its own method, our address, and the client's path and query behind it. */
  @Test
  void readsThePathThatEnvoyAppends() throws Exception {
    Seller seller = asking.seller("fwdenvoy");
    Proxy proxy =
        new Proxy(seller, "organization=fwdenvoy; ecosystem=npm; prefix=/npm; strangers=404");
    Map<String, String> headers = proxy.headers(reader(seller));
    headers.remove("X-Forwarded-Method");
    headers.put("X-Forwarded-Uri", "/npm/@fwdenvoy%2fcore");
    assertThat(send("GET", DOOR + "?uri=/npm/@fwdenvoy%2fcore", headers).statusCode())
        .isEqualTo(200);
    assertThat(send("HEAD", DOOR + "?uri=/npm/@fwdenvoy/core?x=y", headers).statusCode())
        .isEqualTo(200);
    assertThat(send("GET", DOOR + "?uri=/npm/@fwdenvoy%2fother", headers).statusCode())
        .as("the client's own X-Forwarded-Uri is not looked at")
        .isEqualTo(404);
    for (String path :
        new String[] {
          "/",
          "//",
          "/x",
          "x",
          "/npm/%2e%2e/x",
          "/npm/..%2fx",
          "/npm//@fwdenvoy/core",
          "/npm/%zz",
          "",
          "/npm/../x",
          "/npm/@fwdenvoy%252fcore",
          "/npm/a;b/c",
          "/npm/a%5cb"
        }) {
      assertThat(status("GET " + DOOR + "?uri=" + path, headers)).as(path).isEqualTo(403);
    }
    assertThat(send("GET", DOOR + "/npm/@fwdenvoy%2fcore", headers).statusCode()).isEqualTo(500);
    HttpResponse<String> put = send("PUT", DOOR + "?uri=/npm/@fwdenvoy%2fcore", headers);
    assertThat(put.statusCode()).isEqualTo(403);
    assertThat(header(put, "Packledger-Reason")).isEqualTo("request.read_only");
  }

  /**
   * Traefik 3.7 (pkg/middlewares/auth/forward.go, writeHeader with trustForwardHeader false): GET,
   * the headers that authRequestHeaders name, and what it saw itself.
   */
  @Test
  void readsWhatTraefikSends() throws Exception {
    Seller seller = asking.seller("fwdtraefik");
    Proxy proxy =
        new Proxy(seller, "organization=fwdtraefik; ecosystem=npm; prefix=/; strangers=404");
    Map<String, String> headers = proxy.headers(reader(seller));
    headers.put("X-Forwarded-For", "203.0.113.9");
    headers.put("X-Forwarded-Proto", "https");
    headers.put("X-Forwarded-Port", "443");
    headers.put("X-Forwarded-Host", "registry.example.com");
    headers.put("X-Forwarded-Uri", "/@fwdtraefik%2fcore");
    assertThat(send("GET", DOOR, headers).statusCode()).isEqualTo(200);
    headers.put("X-Forwarded-Uri", "/@fwdtraefik/core/-/core-1.0.0.tgz?a=b");
    assertThat(send("GET", DOOR, headers).statusCode()).isEqualTo(404);
    headers.put("X-Forwarded-Method", "PUT");
    HttpResponse<String> change = send("GET", DOOR, headers);
    assertThat(change.statusCode()).isEqualTo(403);
    assertThat(change.body()).as("which Traefik passes on").contains("request.read_only");
  }

  /** The address that counts is the one that the proxy appended. */
  @Test
  void guessesAreCountedByTheClientsAddress() throws Exception {
    Seller seller = asking.seller("fwdguess");
    Proxy proxy = new Proxy(seller, "organization=fwdguess; ecosystem=npm");
    Map<String, String> guess = Map.of("Authorization", "Bearer plk_guess");
    int guesses = 0;
    HttpResponse<String> answer;
    do {
      Map<String, String> headers = proxy.headers(guess);
      headers.put("X-Forwarded-Uri", "/@fwdguess/core");
      headers.put("X-Forwarded-For", "10.0.0." + guesses + ", 203.0.113.77");
      answer = send("GET", DOOR, headers);
    } while (answer.statusCode() == 401 && ++guesses < 1000);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(header(answer, "Retry-After")).isNotEmpty();
    assertThat(header(answer, "Packledger-Reason")).isEqualTo("credential.guessed");
    Map<String, String> elsewhere = proxy.headers(reader(seller));
    elsewhere.put("X-Forwarded-Uri", "/@fwdguess/core");
    elsewhere.put("X-Forwarded-For", "203.0.113.77, 203.0.113.78");
    assertThat(send("GET", DOOR, elsewhere).statusCode()).isEqualTo(200);
  }

  private static Map<String, String> reader(Seller seller) {
    return Map.of("Authorization", "Bearer " + seller.reader().secret());
  }

  private static Map<String, String> with(
      Map<String, String> headers, String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return changed;
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** What the JDK's client would not send. */
  private int status(String line, Map<String, String> headers) throws IOException {
    StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: x\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    request.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  private HttpResponse<String> send(String method, String path, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .method(method, BodyPublishers.noBody());
    headers.forEach(request::header);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private final class Proxy {
    private final Seller seller;
    private final String route;

    Proxy(Seller seller, String route) {
      this.seller = seller;
      this.route = route;
    }

    Map<String, String> headers(Map<String, String> clients) {
      Map<String, String> headers = new LinkedHashMap<>(clients);
      headers.put("Packledger-Authorization", "Bearer " + seller.decider().secret());
      headers.put("Packledger-Route", route);
      headers.put("X-Forwarded-Method", "GET");
      headers.put("X-Forwarded-Uri", "/nothing");
      return headers;
    }

    HttpResponse<String> asks(String method, String uri, Map<String, String> clients)
        throws Exception {
      Map<String, String> headers = headers(clients);
      headers.put("X-Forwarded-Method", method);
      headers.put("X-Forwarded-Uri", uri);
      return send("GET", DOOR, headers);
    }
  }
}
