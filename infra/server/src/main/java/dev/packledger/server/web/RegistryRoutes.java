package dev.packledger.server.web;

import dev.packledger.registry.shared.RegistryRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One ecosystem's routes, as the root dispatcher calls them. */
@FunctionalInterface
public interface RegistryRoutes {
  void handle(RegistryRequest request, HttpServletRequest http, HttpServletResponse answer)
      throws IOException;
}
