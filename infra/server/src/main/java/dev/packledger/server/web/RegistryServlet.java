package dev.packledger.server.web;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.identity.TokenSecrets;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.StaleNode;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.registry.shared.http.RegistryRoutes;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The door of the adapters: gathers what they may know of a request and picks the routes. */
public final class RegistryServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Map<Ecosystem, RegistryRoutes> routes;
  private final transient Addresses addresses;
  private final transient InstantSource clock;

  public RegistryServlet(
      Map<Ecosystem, RegistryRoutes> routes, Addresses addresses, InstantSource clock) {
    this.routes = Map.copyOf(routes);
    this.addresses = addresses;
    this.clock = clock;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!(request.getAttribute(RootHandler.PATH) instanceof RequestPath.Registry path)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    RegistryRoutes chosen = routes.get(path.ecosystem());
    if (chosen == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try {
      chosen.handle(asked(path, request), request, response);
    } catch (StaleNode stale) {
      response.setHeader("Retry-After", Integer.toString(stale.retryAfterSeconds()));
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private RegistryRequest asked(RequestPath.Registry path, HttpServletRequest request) {
    String address = ClientAddress.of(request);
    return new RegistryRequest(
        OrganizationId.ofSlug(path.slug()),
        path.slug(),
        path.rest(),
        addresses.registry(path),
        addresses.account(path.slug()),
        credential(request, address),
        address,
        clock.instant(),
        minPosition(request.getHeader("Packledger-Min-Position")),
        UUID.randomUUID().toString());
  }

  private static @Nullable Credential credential(HttpServletRequest request, String address) {
    String secret = PresentedSecret.in(request.getHeader("Authorization"));
    return secret == null ? null : new Credential.Secret(TokenSecrets.digestOf(secret), address);
  }

  /** A position that is not a number is none: clients of packages cannot be told anyway. */
  private static @Nullable Position minPosition(@Nullable String text) {
    if (text == null || !text.matches("\\d{1,18}")) {
      return null;
    }
    return new Position(Long.parseLong(text));
  }
}
