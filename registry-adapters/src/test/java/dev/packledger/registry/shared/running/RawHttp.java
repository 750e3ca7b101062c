package dev.packledger.registry.shared.running;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 over a plain socket: what is sent is what is written, what is read is all there is. */
public final class RawHttp {
  private static final int TIMEOUT_MILLIS = 20_000;

  private RawHttp() {}

  public record Answer(String statusLine, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    public String withoutDate() {
      Map<String, String> told = new TreeMap<>(headers);
      told.remove("Date");
      return statusLine + '\n' + told + '\n' + body;
    }

    public String text() {
      return statusLine + '\n' + headers + '\n' + body;
    }
  }

  public static Answer exchange(int port, String start, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(start).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(received);
      return parsed(received.toString(StandardCharsets.UTF_8));
    }
  }

  private static Answer parsed(String received) {
    int end = received.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new AssertionError("no answer: " + received);
    }
    String[] lines = received.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.merge(
          lines[i].substring(0, colon),
          lines[i].substring(colon + 1).strip(),
          (a, b) -> a + ", " + b);
    }
    headers.remove("Server");
    headers.remove("Connection");
    return new Answer(lines[0], headers, received.substring(end + 4));
  }
}
