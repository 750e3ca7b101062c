package dev.packledger.server.authzen;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.server.history.IndexBehind;
import dev.packledger.server.history.NoSuchMoment;
import dev.packledger.server.history.PastDecisions;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.AskingPrograms;
import dev.packledger.server.web.ClientAddress;
import dev.packledger.server.web.JsonResponses;
import dev.packledger.server.web.Problem;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /access/v1/evaluation}, {@code POST /access/v1/evaluations} and {@code GET
 * /.well-known/authzen-configuration} (AuthZEN Authorization API 1.0, sections 6, 7 and 9). A core
 * handler that never blocks: the answer comes from memory, or, about the past, on a thread of its
 * own from the ledger. Callers need a token of the {@code decide} scope.
 */
public final class AuthZenHandler extends Handler.Abstract.NonBlocking {
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";
  private static final String METADATA = "/.well-known/authzen-configuration";
  private static final String REQUEST_ID = "X-Request-ID";

  private final Evaluations evaluations;
  private final AskingPrograms programs;
  private final AuthZenLimits limits;
  private final InstantSource clock;
  private final Supplier<URI> address;

  /**
   * @param address scheme and authority that the outside uses, without a slash at its end
   */
  public AuthZenHandler(
      AccessDecisions access,
      PastDecisions past,
      AskingPrograms programs,
      AuthZenLimits limits,
      InstantSource clock,
      Supplier<URI> address) {
    this.evaluations = new Evaluations(access, past);
    this.programs = programs;
    this.limits = limits;
    this.clock = clock;
    this.address = address;
  }

  /** Reads the questions of one body. */
  @FunctionalInterface
  private interface Reading {
    Asked read(JsonNode body) throws Malformed;
  }

  /**
   * Questions that were read and are to be answered.
   *
   * @param blocks whether answering asks the database
   */
  private record Asked(boolean blocks, Function<OrganizationId, Object> answers) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    echoRequestId(request, response);
    switch (Request.getPathInContext(request)) {
      case METADATA -> metadata(request, response, callback);
      case EVALUATION ->
          posted(request, response, callback, limits.evaluationBytes(), this::evaluation);
      case EVALUATIONS ->
          posted(request, response, callback, limits.evaluationsBytes(), this::evaluations);
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
    URI base = address.get();
    JsonResponses.json(
        response,
        callback,
        200,
        Map.of(
            "policy_decision_point", base.toString(),
            "access_evaluation_endpoint", base + EVALUATION,
            "access_evaluations_endpoint", base + EVALUATIONS));
  }

  private Asked evaluation(JsonNode body) throws Malformed {
    Question question = Question.of(body);
    return new Asked(
        question.asksThePast(), caller -> evaluations.evaluate(question, caller, clock.instant()));
  }

  /** Without evaluations in it, it is answered as a single question (section 7.1). */
  private Asked evaluations(JsonNode body) throws Malformed {
    Questions questions = Questions.of(body, limits.evaluations());
    return questions == null
        ? evaluation(body)
        : new Asked(
            questions.askThePast(),
            caller -> evaluations.evaluate(questions, caller, clock.instant()));
  }

  private void posted(
      Request request, Response response, Callback callback, int bytesMax, Reading reading) {
    if (!request.getMethod().equals("POST")) {
      problem(response, callback, Problem.of(405, "method.not_allowed", "Use POST."));
      return;
    }
    if (request.getLength() > bytesMax) {
      // Read to its end first: a client that is still sending would see a reset, not the answer.
      Content.Source.consumeAll(
          request,
          Callback.from(
              () -> problem(response, callback, tooLarge(bytesMax)),
              failure -> problem(response, callback, tooLarge(bytesMax))));
      return;
    }
    Content.Source.asByteArrayAsync(
        request,
        bytesMax,
        Promise.Invocable.from(
            Invocable.InvocationType.NON_BLOCKING,
            (body, failure) -> {
              if (failure != null) {
                problem(response, callback, tooLarge(bytesMax));
              } else {
                answer(request, body, response, callback, reading);
              }
            }));
  }

  private void answer(
      Request request, byte[] body, Response response, Callback callback, Reading reading) {
    try {
      String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
      switch (programs.who(authorization, ClientAddress.of(request))) {
        case AskingPrograms.Asking.Refused refused ->
            problem(response, callback, refused.problem());
        case AskingPrograms.Asking.Entitled(OrganizationId caller) -> {
          requireJson(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
          Asked asked = reading.read(QuestionJson.read(body));
          if (asked.blocks()) {
            answerBeside(request, asked, caller, response, callback);
          } else {
            answer(asked, caller, response, callback);
          }
        }
      }
    } catch (Malformed malformed) {
      problem(response, callback, Problem.of(400, malformed.code(), malformed.detail()));
    } catch (StaleNode stale) {
      problem(response, callback, stale);
    }
  }

  private static void answer(
      Asked asked, OrganizationId caller, Response response, Callback callback) {
    try {
      JsonResponses.json(response, callback, 200, asked.answers().apply(caller));
    } catch (NoSuchMoment none) {
      problem(response, callback, Problem.of(400, none.code(), none.detail()));
    } catch (IndexBehind behind) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
      problem(response, callback, Problem.of(503, IndexBehind.CODE, behind.detail()));
    } catch (StaleNode stale) {
      problem(response, callback, stale);
    }
  }

  /** On a thread that may block; what goes wrong there is answered as anywhere else. */
  private static void answerBeside(
      Request request, Asked asked, OrganizationId caller, Response response, Callback callback) {
    Thread.ofVirtual()
        .name("past-decision")
        .start(
            () -> {
              try {
                answer(asked, caller, response, callback);
              } catch (RuntimeException failure) {
                Response.writeError(request, response, callback, failure);
              }
            });
  }

  private static void problem(Response response, Callback callback, StaleNode stale) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, stale.retryAfterSeconds());
    problem(response, callback, Problem.of(503, StaleNode.CODE, "This node is not up to date."));
  }

  /** The standard asks for it, and its certification for 400 where it is another. */
  private static void requireJson(@Nullable String contentType) throws Malformed {
    String type = contentType == null ? "" : MimeTypes.getContentTypeWithoutCharset(contentType);
    if (!type.equalsIgnoreCase("application/json")) {
      throw new Malformed("The Content-Type is not application/json.");
    }
  }

  private static Problem tooLarge(int bytesMax) {
    return Problem.of(413, "body.too_large", "This body has at most " + bytesMax + " bytes.");
  }

  private static void problem(Response response, Callback callback, Problem problem) {
    if (problem.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"packledger\"");
    }
    JsonResponses.problem(response, callback, problem);
  }
}
