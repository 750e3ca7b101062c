package dev.packledger.server.forwardauth;

import dev.packledger.registry.shared.http.Answer;
import dev.packledger.server.web.QuerySecrets;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Answers that no ecosystem has words of its own for. */
final class Refused {
  private Refused() {}

  /** A token in the query string of the client's request. */
  static Answer inQuery() {
    String body =
        "{\"error\":\"" + QuerySecrets.DETAIL + "\",\"code\":\"" + QuerySecrets.CODE + "\"}";
    return new Answer(
            403,
            QuerySecrets.DETAIL,
            new TreeMap<>(),
            new Answer.Body(body.getBytes(StandardCharsets.UTF_8)))
        .with("Cache-Control", "no-store")
        .with("Content-Type", "application/json");
  }
}
