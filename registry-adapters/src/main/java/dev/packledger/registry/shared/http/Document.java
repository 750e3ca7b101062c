package dev.packledger.registry.shared.http;

import dev.packledger.registry.shared.http.Answer.Body;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An index document's bytes and their entity tag, kept together so that neither is made twice. What
 * a client asks of it (all, nothing new, a part) is answered here.
 *
 * @param reprDigest the value of a {@code Repr-Digest} header (RFC 9530 section 3)
 */
public record Document(Body body, EntityTag tag, String reprDigest) {
  private static final int OVERHEAD_BYTES = 500;

  /** Takes the bytes over; the caller keeps no hand on them. */
  public static Document of(byte[] bytes) {
    return of(bytes, EntityTag.of(bytes));
  }

  /**
   * The same with an entity tag of the protocol's own.
   *
   * @param tag follows from the bytes, so that no two documents have one
   */
  public static Document of(byte[] bytes, EntityTag tag) {
    return new Document(new Body(bytes), tag, sha256(bytes));
  }

  private static String sha256(byte[] bytes) {
    try {
      return "sha-256=:"
          + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes))
          + ':';
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /** About how many bytes it takes in memory. */
  public long weight() {
    return body.length() + OVERHEAD_BYTES;
  }

  /** The whole document, or 304 where the client has it. */
  public Sent reply(String contentType) {
    return new Sent(this, contentType, false, new TreeMap<>());
  }

  /** The whole document, a single range of it, or 304. */
  public Sent ranged(String contentType) {
    return new Sent(this, contentType, true, new TreeMap<>());
  }

  /**
   * A document on its way.
   *
   * @param ranges whether a single range is served
   * @param headers further ones, which a 304 has too
   */
  public record Sent(
      Document document, String contentType, boolean ranges, SortedMap<String, String> headers)
      implements Reply {
    public Sent {
      headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** With one more header. */
    public Sent with(String header, String value) {
      SortedMap<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Sent(document, contentType, ranges, more);
    }

    /** With the digest of the whole document, whatever part is sent (RFC 9530). */
    public Sent withDigest() {
      return with("Repr-Digest", document.reprDigest());
    }

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
      EntityTag tag = document.tag();
      headers.forEach(response::setHeader);
      response.setHeader("Cache-Control", "private, no-cache");
      response.setHeader("ETag", tag.header());
      if (ranges) {
        response.setHeader("Accept-Ranges", "bytes");
      }
      if (tag.namedBy(request.getHeader("If-None-Match"))) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
      int size = document.body().length();
      boolean ranged =
          ranges
              && request.getMethod().equals("GET")
              && tag.allowsRange(request.getHeader("If-Range"));
      switch (ByteRange.parse(ranged ? request.getHeader("Range") : null, size)) {
        case ByteRange.Whole() -> {
          response.setStatus(HttpServletResponse.SC_OK);
          body(0, size, request, response);
        }
        case ByteRange.Part part -> {
          response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
          response.setHeader("Content-Range", part.contentRange(size));
          body((int) part.first(), (int) part.length(), request, response);
        }
        case ByteRange.Unsatisfiable() -> {
          response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
          response.setHeader("Content-Range", "bytes */" + size);
          response.setContentLength(0);
        }
      }
    }

    private void body(
        int first, int length, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType(contentType);
      response.setContentLength(length);
      if (!request.getMethod().equals("HEAD")) {
        document.body().write(first, length, response.getOutputStream());
      }
    }
  }
}
