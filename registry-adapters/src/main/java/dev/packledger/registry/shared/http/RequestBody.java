package dev.packledger.registry.shared.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as clients send it: plain or gzip. How long it may be is the reader's to say.
 */
public final class RequestBody {
  private static final int DRAINED_BYTES_MAX = 32 << 20;

  private RequestBody() {}

  /** The content, or null where it is encoded in a way that is not read. */
  public static @Nullable InputStream open(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return request.getInputStream();
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      return null;
    }
    try {
      return new GZIPInputStream(request.getInputStream());
    } catch (ZipException notGzip) {
      return null;
    }
  }

  /**
   * Reads on, bounded, and forgets: a client that is still sending when the connection closes never
   * sees the answer.
   */
  public static void drain(HttpServletRequest request) throws IOException {
    InputStream rest = request.getInputStream();
    byte[] buffer = new byte[64 << 10];
    int left = DRAINED_BYTES_MAX;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = rest.read(buffer);
    }
  }
}
