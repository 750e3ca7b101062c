package dev.packledger.webhooks.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.webhooks.Shop;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The endpoint over real HTTP. */
class StripeWebhookRoutesTest {
  private final Shop shop = new Shop();
  private final Server server = new Server();
  private final HttpClient http = HttpClient.newHttpClient();
  private URI base = URI.create("http://localhost");

  @BeforeEach
  void start() throws Exception {
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(
        new ServletHolder(new StripeWebhookRoutes(shop.webhooks)), "/webhooks/stripe/*");
    server.setHandler(context);
    server.start();
    base = URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    http.close();
    shop.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private URI endpoint(String account) {
    return base.resolve("/webhooks/stripe/" + account);
  }

  @Test
  void aWholeStoryIsDelivered() throws Exception {
    List<SignedEvent> events =
        shop.stripe.checkoutWithSubscription("price_pro", 3, "ann@example.com").beginning();
    assertThat(shop.stripe.deliver(events, endpoint(Shop.ACCOUNT))).containsOnly(200);
    assertThat(shop.stripe.deliver(events, endpoint(Shop.ACCOUNT))).containsOnly(200);
    assertThat(shop.rows()).hasSize(events.size());
  }

  @Test
  void whatIsNotTakenIsAProblem() throws Exception {
    HttpResponse<String> unsigned =
        send(HttpRequest.newBuilder(endpoint(Shop.ACCOUNT)).POST(BodyPublishers.ofString("{}")));
    assertThat(unsigned.statusCode()).isEqualTo(400);
    assertThat(unsigned.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(unsigned.body()).contains("\"code\":\"webhook.signature_missing\"");

    HttpResponse<String> forged =
        send(
            HttpRequest.newBuilder(endpoint(Shop.ACCOUNT))
                .header("Stripe-Signature", "t=abc,v1")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(forged.body()).contains("webhook.signature_invalid").doesNotContain("Exception");
  }

  @Test
  void unknownAccountsAndPathsAreNotFound() throws Exception {
    for (String account : List.of("acct_nobody", "", "a/b", "acct%5fshop", Shop.ACCOUNT + "/x")) {
      HttpResponse<String> response =
          send(HttpRequest.newBuilder(endpoint(account)).POST(BodyPublishers.ofString("{}")));
      assertThat(response.statusCode()).as(account).isEqualTo(404);
      assertThat(response.body()).as(account).contains("webhook.account_unknown");
    }
  }

  @Test
  void bodiesAreReadUpToALimit() throws Exception {
    byte[] large = new byte[shop.webhooks.bodyBytesMax() + 1];
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(endpoint(Shop.ACCOUNT))
                .header("Stripe-Signature", "t=1,v1=00")
                .POST(BodyPublishers.ofByteArray(large)));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("webhook.body_too_large");
  }

  @Test
  void webhooksAreOnlyPosted() throws Exception {
    HttpResponse<String> response = send(HttpRequest.newBuilder(endpoint(Shop.ACCOUNT)).GET());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("POST");
  }
}
