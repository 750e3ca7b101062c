package dev.packledger.server.web;

import java.nio.charset.Charset;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses (bad request lines, unknown paths, failures), as problems. */
final class ProblemErrorHandler extends ErrorHandler {
  @Override
  protected boolean generateAcceptableResponse(
      Request request,
      Response response,
      Callback callback,
      String contentType,
      List<Charset> charsets,
      int code,
      String message,
      Throwable cause) {
    response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
    JsonResponses.problem(response, callback, problem(code));
    return true;
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.of(404, "path.unknown", "Nothing is served at this path.");
      case 405 -> Problem.of(405, "method.not_allowed", "This path does not take this method.");
      case 413 -> Problem.of(413, "body.too_large", "The request's body is too large.");
      case 414, 431 -> Problem.of(status, "header.too_large", "The request's head is too large.");
      default ->
          status < 500
              ? Problem.of(status, "request.malformed", HttpStatus.getMessage(status))
              : Problem.of(
                  status,
                  "server.failed",
                  "The request could not be answered. It may be tried again.");
    };
  }
}
