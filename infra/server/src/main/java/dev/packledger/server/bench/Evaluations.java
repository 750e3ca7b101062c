package dev.packledger.server.bench;

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
    return new JsonCalls(server, LookupMarket.askerSecret()).request(PATH, body);
  }
}
