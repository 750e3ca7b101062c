package dev.packledger.server.api;

import dev.packledger.domain.ledger.IdText;
import dev.packledger.projections.PageRequest;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.server.history.IndexBehind;
import dev.packledger.server.history.LicenseHistories;
import dev.packledger.server.history.NoSuchMoment;
import dev.packledger.server.history.Question;
import dev.packledger.server.web.Problem;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place where what goes wrong in a handler becomes a problem. */
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Problem> said(ProblemException exception) {
    return answer(exception.problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> unreadable(HttpMessageNotReadableException exception) {
    return answer(
        switch (exception.getCause()) {
          case UnrecognizedPropertyException unknown ->
              Problem.of(
                  400, "body.unknown_field", "There is no field " + path(unknown) + " here.");
          case InvalidNullException missing ->
              Problem.of(400, "body.field_missing", "The field " + path(missing) + " is missing.");
          case MismatchedInputException mismatch ->
              Problem.of(
                  400, "body.field_invalid", "The field " + path(mismatch) + " is not readable.");
          case DatabindException invalid ->
              Problem.of(
                  400, "body.field_invalid", "The field " + path(invalid) + " is not readable.");
          case StreamReadException malformed ->
              Problem.of(400, "body.malformed", "The body is not JSON.");
          case null, default -> Problem.of(400, "body.missing", "This request needs a body.");
        });
  }

  @ExceptionHandler
  ResponseEntity<Problem> mistyped(MethodArgumentTypeMismatchException exception) {
    String code =
        exception.getRootCause() instanceof IdText.InvalidId ? "id.invalid" : "parameter.invalid";
    return answer(Problem.of(400, code, "The value of " + exception.getName() + " is not one."));
  }

  @ExceptionHandler
  ResponseEntity<Problem> cursor(PageRequest.InvalidCursor exception) {
    return answer(
        Problem.of(400, "cursor.invalid", "after is the next of the page before, unchanged."));
  }

  @ExceptionHandler
  ResponseEntity<Problem> noSuchMoment(NoSuchMoment exception) {
    return answer(Problem.of(400, exception.code(), exception.detail()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unclear(Question.Unclear exception) {
    return answer(Problem.of(400, "parameter.invalid", exception.detail()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> tooLong(LicenseHistories.TooLong exception) {
    return answer(
        Problem.of(422, LicenseHistories.TooLong.CODE, String.valueOf(exception.getMessage())));
  }

  @ExceptionHandler
  ResponseEntity<Problem> behind(IndexBehind exception) {
    return ResponseEntity.status(503)
        .header("Retry-After", "1")
        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
        .body(Problem.of(503, IndexBehind.CODE, exception.detail()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> stale(StaleNode exception) {
    return ResponseEntity.status(503)
        .header("Retry-After", Integer.toString(exception.retryAfterSeconds()))
        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
        .body(Problem.of(503, StaleNode.CODE, "This node cannot prove that it is up to date."));
  }

  @ExceptionHandler
  ResponseEntity<Problem> mediaType(HttpMediaTypeNotSupportedException exception) {
    return answer(
        exception.getSupportedMediaTypes().contains(MediaType.APPLICATION_OCTET_STREAM)
            ? Problem.of(415, "body.not_octets", "The body is a file: application/octet-stream.")
            : standard(exception.getStatusCode()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> failed(Exception exception) {
    if (exception instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
      return answer(standard(known.getStatusCode()));
    }
    Optional<Problem> ledger = LedgerProblem.of(exception);
    if (ledger.isPresent()) {
      LOG.warn("ledger.unavailable: {}", exception.toString());
      return ResponseEntity.status(503)
          .header("Retry-After", "1")
          .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
          .body(ledger.get());
    }
    String occurrence = UUID.randomUUID().toString();
    LOG.error("server.failed: occurrence {}", occurrence, exception);
    return answer(
        Problem.of(
            500,
            "server.failed",
            "The request could not be answered. It may be tried again; the log names occurrence "
                + occurrence
                + "."));
  }

  private static Problem standard(HttpStatusCode status) {
    return switch (status.value()) {
      case 404 -> Problem.of(404, "path.unknown", "Nothing is served at this path.");
      case 405 -> Problem.of(405, "method.not_allowed", "This path does not take this method.");
      case 406 -> Problem.of(406, "accept.unsupported", "Answers are application/json here.");
      case 415 -> Problem.of(415, "body.not_json", "Bodies are application/json here.");
      default -> Problem.of(status.value(), "request.malformed", "The request is malformed.");
    };
  }

  private static String path(DatabindException exception) {
    StringBuilder path = new StringBuilder();
    exception
        .getPath()
        .forEach(
            step -> {
              String name = step.getPropertyName();
              if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
              } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
              }
            });
    return path.isEmpty() ? "of the body" : path.toString();
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
        .body(problem);
  }
}
