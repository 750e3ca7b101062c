package dev.packledger.server.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Sends the reason phrase that a request carries as an attribute. Some clients (pip, gem, pnpm,
 * Yarn Berry) print nothing else of a refusal, and the servlet API cannot set one.
 */
final class ReasonPhrase {
  /** Set by whoever answers; a string. */
  static final String ATTRIBUTE = "packledger.reason-phrase";

  private ReasonPhrase() {}

  static void enable(Request request) {
    request.addHttpStreamWrapper(stream -> new Rewriting(stream, request));
  }

  /** Printable ASCII, so that no phrase can end the status line. */
  private static String printable(String phrase) {
    return phrase.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static final class Rewriting extends HttpStream.Wrapper {
    private final Request request;

    Rewriting(HttpStream wrapped, Request request) {
      super(wrapped);
      this.request = request;
    }

    @Override
    public void send(
        MetaData.Request asked,
        MetaData.Response answer,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      super.send(asked, withReason(answer), last, content, callback);
    }

    private MetaData.Response withReason(MetaData.Response answer) {
      if (answer == null || !(request.getAttribute(ATTRIBUTE) instanceof String phrase)) {
        return answer;
      }
      return new MetaData.Response(
          answer.getStatus(),
          printable(phrase),
          answer.getHttpVersion(),
          answer.getHttpFields(),
          answer.getContentLength(),
          answer.getTrailersSupplier());
    }
  }
}
