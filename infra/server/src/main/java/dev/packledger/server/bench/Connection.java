package dev.packledger.server.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection that stays open and costs little: plain HTTP/1.1 to the loopback address, one
 * request after the other, so that a measurement is of the server and not of its client. Used by
 * one thread.
 */
final class Connection implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final StringBuilder line = new StringBuilder();
  private String entityTag = "";

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
  }

  static Connection to(URI server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    socket.setTcpNoDelay(true);
    return new Connection(socket);
  }

  /** The bytes of a request without a body, made once and sent many times. */
  static byte[] request(String method, URI server, String path, String... headerLines) {
    StringBuilder request =
        new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: " + server.getAuthority());
    for (String header : headerLines) {
      request.append("\r\n").append(header);
    }
    return request.append("\r\n\r\n").toString().getBytes(ISO_8859_1);
  }

  /** Sends a request, reads the whole answer, and answers its status. */
  int exchange(byte[] request) throws IOException {
    return exchange(request, null);
  }

  /**
   * @param body where the answer's body goes; null to drop it
   */
  int exchange(byte[] request, @Nullable OutputStream body) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).strip();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Long.parseLong(value);
        case "transfer-encoding" -> chunked = value.equals("chunked");
        case "etag" -> entityTag = value;
        default -> {}
      }
    }
    if (chunked) {
      chunks(body);
    } else if (status != 304 && status != 204) {
      pass(length, body);
    }
    return status;
  }

  /** Of the last answer that had one. */
  String entityTag() {
    return entityTag;
  }

  private void chunks(@Nullable OutputStream body) throws IOException {
    long length;
    do {
      length = Long.parseLong(line().split(";", 2)[0].strip(), 16);
      pass(length, body);
      line();
    } while (length > 0);
  }

  private void pass(long length, @Nullable OutputStream body) throws IOException {
    if (body == null) {
      in.skipNBytes(length);
    } else {
      body.write(in.readNBytes(Math.toIntExact(length)));
    }
  }

  private String line() throws IOException {
    line.setLength(0);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
