package dev.packledger.server.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Calls with JSON in the body, by one connection each.
 *
 * @param secret the bearer's; null for none
 */
record JsonCalls(URI server, @Nullable String secret) {
  /** The bytes of a whole request. */
  byte[] request(String path, String body) {
    byte[] content = body.getBytes(UTF_8);
    String head =
        ("POST %s HTTP/1.1\r\nHost: %s\r\n%s"
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n")
            .formatted(
                path,
                server.getAuthority(),
                secret == null ? "" : "Authorization: Bearer " + secret + "\r\n",
                content.length);
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + content.length);
    request.writeBytes(head.getBytes(ISO_8859_1));
    request.writeBytes(content);
    return request.toByteArray();
  }

  /** What is answered, which must be 200 or 201. */
  String answer(String path, String body) throws IOException {
    try (Connection connection = Connection.to(server)) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      int status = connection.exchange(request(path, body), answer);
      if (status != 200 && status != 201) {
        throw new IOException(server + path + " answers " + status + " " + answer.toString(UTF_8));
      }
      return answer.toString(UTF_8);
    }
  }
}
