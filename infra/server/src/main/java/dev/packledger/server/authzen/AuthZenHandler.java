package dev.packledger.server.authzen;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.JsonResponses;
import dev.packledger.server.web.Problem;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * {@code POST /access/v1/evaluation} and {@code GET /.well-known/authzen-configuration} (AuthZEN
 * Authorization API 1.0, sections 6 and 9). A core handler that never blocks: the answer comes from
 * memory. Callers need a token of the {@code decide} scope.
 */
public final class AuthZenHandler extends Handler.Abstract.NonBlocking {
  /** The longest question, in bytes. */
  public static final int BODY_BYTES_MAX = 16 * 1024;

  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String METADATA = "/.well-known/authzen-configuration";
  private static final String REQUEST_ID = "X-Request-ID";

  private final AccessDecisions access;
  private final Evaluations evaluations;
  private final GuessLimiter guesses;
  private final InstantSource clock;
  private final Supplier<URI> address;

  /**
   * @param address scheme and authority that the outside uses, without a slash at its end
   */
  public AuthZenHandler(
      AccessDecisions access, GuessLimiter guesses, InstantSource clock, Supplier<URI> address) {
    this.access = access;
    this.evaluations = new Evaluations(access);
    this.guesses = guesses;
    this.clock = clock;
    this.address = address;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    echoRequestId(request, response);
    switch (Request.getPathInContext(request)) {
      case METADATA -> metadata(request, response, callback);
      case EVALUATION -> evaluation(request, response, callback);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The standard: a request id that is sent is sent back. */
  private static void echoRequestId(Request request, Response response) {
    String id = request.getHeaders().get(REQUEST_ID);
    if (id != null) {
      response.getHeaders().put(REQUEST_ID, id);
    }
  }

  private void metadata(Request request, Response response, Callback callback) {
    if (!request.getMethod().equals("GET")) {
      problem(response, callback, Problem.of(405, "method.not_allowed", "Use GET."));
      return;
    }
    JsonResponses.json(
        response,
        callback,
        200,
        Map.of(
            "policy_decision_point",
            address.get().toString(),
            "access_evaluation_endpoint",
            address.get() + EVALUATION));
  }

  private void evaluation(Request request, Response response, Callback callback) {
    if (!request.getMethod().equals("POST")) {
      problem(response, callback, Problem.of(405, "method.not_allowed", "Use POST."));
      return;
    }
    if (request.getLength() > BODY_BYTES_MAX) {
      // Read to its end first: a client that is still sending would see a reset, not the answer.
      Content.Source.consumeAll(
          request,
          Callback.from(
              () -> problem(response, callback, tooLarge()),
              failure -> problem(response, callback, tooLarge())));
      return;
    }
    Content.Source.asByteArrayAsync(
        request,
        BODY_BYTES_MAX,
        Promise.Invocable.from(
            Invocable.InvocationType.NON_BLOCKING,
            (body, failure) -> {
              if (failure != null) {
                problem(response, callback, tooLarge());
              } else {
                answer(request, body, response, callback);
              }
            }));
  }

  private void answer(Request request, byte[] body, Response response, Callback callback) {
    try {
      Facts.Token caller = caller(request);
      Evaluation evaluation =
          evaluations.evaluate(
              EvaluationRequest.read(body), caller.organization(), clock.instant());
      JsonResponses.json(response, callback, 200, evaluation);
    } catch (Refusal refused) {
      problem(response, callback, refused.problem);
    } catch (EvaluationRequest.Malformed malformed) {
      problem(response, callback, Problem.of(400, "evaluation.malformed", malformed.detail()));
    } catch (StaleNode stale) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, stale.retryAfterSeconds());
      problem(response, callback, Problem.of(503, StaleNode.CODE, "This node is not up to date."));
    }
  }

  private Facts.Token caller(Request request) throws Refusal {
    String address = Request.getRemoteAddr(request);
    if (guesses.wait(address).isPresent()) {
      throw new Refusal(
          Problem.of(429, "credential.guessed", "Too many unknown credentials. Wait a little."));
    }
    String secret = PresentedSecret.in(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    if (secret == null) {
      throw new Refusal(
          Problem.of(401, "credential.missing", "Send a token with the decide scope."));
    }
    Credential credential = new Credential.Secret(PresentedSecret.digest(secret), address);
    Optional<Facts.Token> token = access.token(PresentedSecret.digest(secret));
    if (token.isEmpty()) {
      guesses.guessed(address);
      throw new Refusal(
          Problem.of(401, Reason.TOKEN_UNKNOWN.code(), "Nobody has this credential."));
    }
    Resource account = new Resource.Account(token.get().organization(), Scope.DECIDE);
    return switch (access.decide(credential, account, clock.instant())) {
      case Decision.Allowed allowed -> token.get();
      case Decision.Denied denied -> throw new Refusal(problem(denied.reason()));
    };
  }

  private static Problem problem(Reason reason) {
    if (reason == Reason.TOKEN_SCOPE) {
      return Problem.of(403, reason.code(), "The token lacks the decide scope.");
    }
    return reason == Reason.HOLDER_ROLE
        ? Problem.of(
            403,
            reason.code(),
            "The role of the token's holder no longer carries the decide scope.")
        : Problem.of(401, reason.code(), "The token no longer works.");
  }

  private static Problem tooLarge() {
    return Problem.of(
        413, "body.too_large", "A question has at most " + BODY_BYTES_MAX + " bytes.");
  }

  private static void problem(Response response, Callback callback, Problem problem) {
    if (problem.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"packledger\"");
    }
    JsonResponses.problem(response, callback, problem);
  }

  /** The caller may not ask. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Refusal(Problem problem) {
      super(problem.code(), null, false, false);
      this.problem = problem;
    }
  }
}
