package dev.packledger.registry.shared.http;

import dev.packledger.domain.ledger.Position;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.StaleNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;

/** One request and its answer, from the position that it must include to the last byte read. */
public final class Exchange {
  private Exchange() {}

  /** How an ecosystem answers a request. */
  @FunctionalInterface
  public interface Answering {
    Reply reply(RegistryRequest asked, HttpServletRequest request) throws IOException;
  }

  /**
   * Answers a request.
   *
   * @param stale how the ecosystem's clients are told that this node cannot say
   */
  public static void run(
      RegistryRequest asked,
      HttpServletRequest request,
      HttpServletResponse response,
      Access access,
      Answering answering,
      Function<StaleNode, Answer> stale)
      throws IOException {
    Reply reply;
    try {
      Position needed = asked.minPosition();
      if (needed != null && !access.awaitApplied(needed)) {
        throw new StaleNode(1);
      }
      reply = answering.reply(asked, request);
    } catch (StaleNode unproven) {
      reply = stale.apply(unproven);
    }
    if (!isRead(request)) {
      RequestBody.drain(request);
    }
    reply.send(request, response);
  }

  public static boolean isRead(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }
}
