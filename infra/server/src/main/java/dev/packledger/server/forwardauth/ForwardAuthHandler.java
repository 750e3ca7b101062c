package dev.packledger.server.forwardauth;

import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.server.forwardauth.ForwardedDecisions.Verdict;
import dev.packledger.server.web.AskingPrograms;
import dev.packledger.server.web.ClientAddress;
import dev.packledger.server.web.JsonResponses;
import dev.packledger.server.web.Problem;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * {@code /access/v1/forward-auth}: a proxy asks whether a request may go on to the registry behind
 * it (nginx {@code auth_request}, Traefik {@code ForwardAuth}, Envoy {@code ext_authz} over HTTP).
 * A core handler that never blocks.
 *
 * <p>Answers 200, 401, 403 or 5xx only: nginx makes 500 of everything else, and drops bodies
 * (ngx_http_auth_request_module.c). A denial's words, status and reference therefore stand in
 * headers; the body and the status line say the same for proxies that pass them on. Whatever keeps
 * us from deciding is 5xx, a proxy that is not entitled to ask included: never a denial.
 */
public final class ForwardAuthHandler extends Handler.Abstract.NonBlocking {
  /** How a proxy shows who it is; {@code Authorization} is the client's. */
  static final String CREDENTIAL = "Packledger-Authorization";

  /** What the proxy's route leads to. */
  static final String ROUTE = "Packledger-Route";

  private static final String REASON = "Packledger-Reason";
  private static final String DENIAL = "Packledger-Denial";

  /** The status that the client is to see: 401, 403, or 404 for a stranger. */
  private static final String STATUS = "Packledger-Status";

  /** What the client is to read: one line of ASCII without quotation marks and backslashes. */
  private static final String WORDS = "Packledger-Words";

  private static final int NOT_FOUND = 404;
  private static final int CHARS_MAX = 1000;

  private final AskingPrograms programs;
  private final ForwardedDecisions decisions;

  ForwardAuthHandler(AskingPrograms programs, ForwardedDecisions decisions) {
    this.programs = programs;
    this.decisions = decisions;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!request.getHttpURI().getPath().startsWith(ForwardedRequest.DOOR)) {
      return false;
    }
    try {
      String credential = request.getHeaders().get(CREDENTIAL);
      switch (programs.who(credential, ClientAddress.ofConnection(request))) {
        case AskingPrograms.Asking.Refused refused ->
            failed(response, callback, unentitled(refused.problem()));
        case AskingPrograms.Asking.Entitled program -> answer(program, request, response, callback);
      }
    } catch (Misconfigured misconfigured) {
      failed(response, callback, Problem.of(500, Misconfigured.CODE, misconfigured.detail()));
    } catch (StaleNode stale) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, stale.retryAfterSeconds());
      failed(response, callback, Problem.of(503, StaleNode.CODE, "This node is not up to date."));
    }
    return true;
  }

  private void answer(
      AskingPrograms.Asking.Entitled program, Request request, Response response, Callback callback)
      throws Misconfigured {
    ForwardedRoute route = ForwardedRoute.of(request.getHeaders().get(ROUTE));
    Verdict verdict =
        decisions.decide(
            program,
            route,
            ForwardedRequest.of(request),
            request.getHeaders().get(HttpHeader.AUTHORIZATION));
    switch (verdict) {
      case Verdict.Allowed allowed -> {
        Optional.ofNullable(allowed.at())
            .ifPresent(at -> response.getHeaders().put("Packledger-Position", at.value()));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.setStatus(200);
        callback.succeeded();
      }
      case Verdict.Denied denied -> denied(denied, route, request, response, callback);
      case Verdict.Later later -> {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, later.retryAfter().toSeconds() + 1);
        failed(
            response,
            callback,
            Problem.of(503, "credential.guessed", "Too many unknown credentials. Wait a little."));
      }
    }
  }

  private static void denied(
      Verdict.Denied denied,
      ForwardedRoute route,
      Request request,
      Response response,
      Callback callback) {
    Answer shown = denied.shown();
    int status = shown.status() == NOT_FOUND ? route.strangersStatus() : shown.status();
    shown.headers().forEach((name, value) -> response.getHeaders().put(name, line(value)));
    String words = shown.reasonPhrase();
    if (words != null && status != NOT_FOUND) {
      request.setAttribute(Answer.REASON_PHRASE, line(words));
      response.getHeaders().put(WORDS, line(words).replace('"', '\'').replace('\\', '/'));
    }
    if (status != NOT_FOUND) {
      response.getHeaders().put(REASON, denied.code());
      response.getHeaders().put(STATUS, shown.status());
      reference(response, denied.reference());
    }
    response.setStatus(status);
    response.write(true, ByteBuffer.wrap(shown.body().copy()), callback);
  }

  private static void reference(Response response, @Nullable String reference) {
    if (reference != null) {
      response.getHeaders().put(DENIAL, reference);
    }
  }

  /** Printable ASCII on one line: nothing in a header may begin another. */
  private static String line(String text) {
    String cut = text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) : text;
    return cut.replaceAll("[^ -~]", "?");
  }

  /** Of the proxy, not of the client: 401 and 403 would reach the client as a denial. */
  private static Problem unentitled(Problem problem) {
    return Problem.of(
        problem.status() == 429 ? 503 : 500,
        problem.code(),
        "The proxy's own credential (" + CREDENTIAL + "): " + problem.detail());
  }

  private static void failed(Response response, Callback callback, Problem problem) {
    response.getHeaders().put(REASON, problem.code());
    JsonResponses.problem(response, callback, problem);
  }
}
