package dev.packledger.registry.shared.http;

import dev.packledger.registry.shared.RegistryRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One ecosystem's routes, as the root dispatcher calls them. */
@FunctionalInterface
public interface RegistryRoutes {
  /**
   * Answers one request, on a thread that may block.
   *
   * @throws IOException where the client, the disk or the ledger fails
   */
  void handle(RegistryRequest asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
