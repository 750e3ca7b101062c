package dev.packledger.registry.shared.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer held in memory: what pure code returns and {@code *Routes} send.
 *
 * @param reasonPhrase for the status line, which is all that some clients print; null for the usual
 *     one
 */
public record Answer(
    int status, @Nullable String reasonPhrase, SortedMap<String, String> headers, Body body)
    implements Reply {
  /**
   * The request attribute that carries the reason phrase to the server: the servlet API has no way
   * to set it.
   */
  public static final String REASON_PHRASE = "packledger.reason-phrase";

  private static final int LINE_CHARS_MAX = 1000;

  public Answer {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** Bytes that nobody changes any more. */
  public static final class Body {
    private final byte[] bytes;

    /** Takes the bytes over; the caller keeps no hand on them. */
    public Body(byte[] bytes) {
      this.bytes = bytes;
    }

    public int length() {
      return bytes.length;
    }

    public byte[] copy() {
      return bytes.clone();
    }

    void write(int first, int length, OutputStream to) throws IOException {
      to.write(bytes, first, length);
    }
  }

  /** An answer without headers of its own. */
  public static Answer of(int status, byte[] body) {
    return new Answer(status, null, new TreeMap<>(), new Body(body));
  }

  /** The same answer with one more header. */
  public Answer with(String header, String value) {
    SortedMap<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, reasonPhrase, more, body);
  }

  /** Sends it; to HEAD without the body, but with its length. */
  @Override
  public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setStatus(status);
    if (reasonPhrase != null) {
      request.setAttribute(REASON_PHRASE, line(reasonPhrase));
    }
    headers.forEach((name, value) -> response.setHeader(name, line(value)));
    if (status != HttpServletResponse.SC_NOT_MODIFIED) {
      response.setContentLength(body.bytes.length);
      if (!request.getMethod().equals("HEAD")) {
        response.getOutputStream().write(body.bytes);
      }
    }
  }

  /** Printable ASCII on one line: nothing in a header may begin another. */
  private static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < Math.min(text.length(), LINE_CHARS_MAX); i++) {
      char c = text.charAt(i);
      line.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return line.toString();
  }
}
