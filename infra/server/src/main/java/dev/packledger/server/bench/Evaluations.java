package dev.packledger.server.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;

/** AuthZEN evaluations as a bench sends them. */
final class Evaluations {
  static final String PATH = "/access/v1/evaluation";

  private Evaluations() {}

  static String body(LookupQuestions questions, int question) {
    return body(questions.token(question), questions.pkg(question));
  }

  static String body(int token, int pkg) {
    return """
    {"subject":{"type":"access_token","id":"%s"},"action":{"name":"install"},\
    "resource":{"type":"release","id":"%s"}}\
    """
        .formatted(LookupMarket.secret(token), LookupMarket.url(pkg));
  }

  /** The bytes of a whole request. */
  static byte[] request(URI server, String body) {
    byte[] content = body.getBytes(UTF_8);
    byte[] head =
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(PATH, server.getAuthority(), LookupMarket.askerSecret(), content.length)
            .getBytes(ISO_8859_1);
    byte[] request = new byte[head.length + content.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(content, 0, request, head.length, content.length);
    return request;
  }
}
