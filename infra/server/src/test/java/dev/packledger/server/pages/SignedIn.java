package dev.packledger.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.identity.signin.Subject;
import dev.packledger.server.RunningServer;
import dev.packledger.server.Trade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser in which a person signed in.
 *
 * @param secret of the session; empty for a stranger
 */
record SignedIn(RunningServer server, String secret) {
  static final String PASSWORD = "correct horse battery staple";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern FORM = Pattern.compile("name=\"_form\" value=\"([^\"]+)\"");

  /** The member of an organisation, with {@link #PASSWORD}. */
  static SignedIn member(RunningServer server, Trade trade, String organization, String member) {
    String person =
        trade
            .operator()
            .get("/api/v1/organizations/" + organization + "/members/" + member)
            .is(200)
            .at("/person");
    Instant now = server.clock().instant();
    PersonId id = new PersonId(person);
    server.process().part(Accounts.class).setPassword(id, PASSWORD, now);
    return new SignedIn(
        server,
        server
            .process()
            .part(Sessions.class)
            .open(new Subject.Person(id), "127.0.0.1", "test", now)
            .secret());
  }

  static SignedIn stranger(RunningServer server) {
    return new SignedIn(server, "");
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** The page, which there is. */
  String page(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Sends a form; fields are pairs of name and value. */
  HttpResponse<String> post(String path, String... fields) {
    return postKeyed(path, UUID.randomUUID().toString(), fields);
  }

  HttpResponse<String> postKeyed(String path, String key, String... fields) {
    StringBuilder form = new StringBuilder("_form=").append(encoded(formToken()));
    form.append("&_key=").append(encoded(key));
    for (int i = 0; i < fields.length; i += 2) {
      form.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  private String formToken() {
    Matcher matcher = FORM.matcher(get("/sign-in").body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    return secret.isEmpty() ? request : request.header("Cookie", "packledger=" + secret);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
