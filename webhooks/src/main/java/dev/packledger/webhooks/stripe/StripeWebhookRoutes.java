package dev.packledger.webhooks.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.webhooks.inbox.PaymentAccount;
import dev.packledger.webhooks.stripe.StripeWebhooks.Answer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code POST /webhooks/stripe/{account}}; the only class here that knows HTTP. Answers 200 once an
 * event is durable, a problem of RFC 9457 for what is not taken, and 500 where we could not keep
 * it, so that Stripe sends it again.
 */
public final class StripeWebhookRoutes extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String PREFIX = "/webhooks/stripe/";

  private final transient StripeWebhooks webhooks;

  public StripeWebhookRoutes(StripeWebhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      problem(response, 405, "webhook.method_not_allowed", "Webhooks are posted.");
      return;
    }
    Optional<String> account = account(request).filter(webhooks::isKnown);
    if (account.isEmpty()) {
      problem(response, WebhookProblem.ACCOUNT_UNKNOWN);
      return;
    }
    // One byte more than is taken tells that there is more, whatever the length header says.
    byte[] body = request.getInputStream().readNBytes(webhooks.bodyBytesMax() + 1);
    switch (webhooks.receive(account.get(), body, request.getHeader("Stripe-Signature"))) {
      case Answer.Taken taken -> taken(response, taken);
      case Answer.Rejected rejected -> problem(response, rejected.problem());
    }
  }

  /** The last part of the raw path; an account id needs no escaping. */
  private static Optional<String> account(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(PREFIX)
        ? Optional.of(path.substring(PREFIX.length())).filter(PaymentAccount::isAccount)
        : Optional.empty();
  }

  private static void taken(HttpServletResponse response, Answer.Taken taken) throws IOException {
    write(
        response,
        200,
        "application/json",
        "{\"event\":\"" + taken.event() + "\",\"duplicate\":" + taken.duplicate() + "}");
  }

  private static void problem(HttpServletResponse response, WebhookProblem problem)
      throws IOException {
    problem(response, problem.status(), problem.code(), problem.sentence());
  }

  /** Code and sentence are ours and need no escaping. */
  private static void problem(
      HttpServletResponse response, int status, String code, String sentence) throws IOException {
    write(
        response,
        status,
        "application/problem+json",
        "{\"type\":\"about:blank\",\"status\":"
            + status
            + ",\"title\":\""
            + sentence
            + "\",\"code\":\""
            + code
            + "\"}");
  }

  private static void write(
      HttpServletResponse response, int status, String contentType, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(bytes.length);
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(bytes);
  }
}
