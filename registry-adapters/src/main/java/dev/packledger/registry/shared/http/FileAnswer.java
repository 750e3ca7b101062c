package dev.packledger.registry.shared.http;

import dev.packledger.registry.shared.Blobs.Blob;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A file of a release, whole or in part, streamed in constant memory. Sent only after its decision:
 * a 304 is an answer about the file like any other.
 *
 * <p>A file's address holds its version and a version's bytes never change, so a private cache may
 * keep it; a shared one may not, for the next asker may not be allowed.
 *
 * @param sent told once the file's last byte was written: so a download that was interrupted and
 *     resumed, or fetched in parts, counts once, and neither HEAD nor 304 counts
 */
public record FileAnswer(Blob blob, String contentType, Runnable sent) implements Reply {
  private static final String CACHE = "private, max-age=31536000, immutable";

  /** Sends what the request asks of it. */
  @Override
  public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    EntityTag tag = EntityTag.of(blob.digest());
    response.setHeader("ETag", tag.header());
    response.setHeader("Cache-Control", CACHE);
    response.setHeader("Accept-Ranges", "bytes");
    if (tag.namedBy(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    String range = request.getHeader("Range");
    boolean ranged =
        request.getMethod().equals("GET") && tag.allowsRange(request.getHeader("If-Range"));
    switch (ByteRange.parse(ranged ? range : null, blob.size())) {
      case ByteRange.Whole() -> {
        response.setStatus(HttpServletResponse.SC_OK);
        send(0, blob.size(), request, response);
      }
      case ByteRange.Part part -> {
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader("Content-Range", part.contentRange(blob.size()));
        send(part.first(), part.length(), request, response);
      }
      case ByteRange.Unsatisfiable() -> {
        response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
        response.setHeader("Content-Range", "bytes */" + blob.size());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
      }
    }
  }

  private void send(
      long first, long length, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(contentType);
    response.setContentLengthLong(length);
    if (!request.getMethod().equals("HEAD")) {
      blob.copy(first, length, response.getOutputStream());
      if (first + length == blob.size()) {
        sent.run();
      }
    }
  }
}
