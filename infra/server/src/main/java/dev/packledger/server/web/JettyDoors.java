package dev.packledger.server.web;

import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.springframework.boot.jetty.JettyServerCustomizer;

/**
 * Puts the root dispatcher in front of Spring: core handlers that never block first, then adapters'
 * servlets, then what Spring serves.
 */
public final class JettyDoors implements JettyServerCustomizer {
  private static final int HEADER_BYTES_MAX = 16 * 1024;

  /** npm sends {@code %2f} between a scope and a name. */
  private static final UriCompliance ENCODED_SLASHES =
      UriCompliance.DEFAULT.with(
          "ENCODED_SLASHES", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

  private final RootHandlerFactory root;

  /** Builds the root over what Boot has set up. */
  @FunctionalInterface
  interface RootHandlerFactory {
    Handler over(Handler spring);
  }

  JettyDoors(RootHandlerFactory root) {
    this.root = root;
  }

  @Override
  public void customize(Server server) {
    for (Connector connector : server.getConnectors()) {
      HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
      configure(http.getHttpConfiguration());
    }
    server.setHandler(root.over(server.getHandler()));
    server.setErrorHandler(new ProblemErrorHandler());
  }

  private static void configure(HttpConfiguration http) {
    http.setUriCompliance(ENCODED_SLASHES);
    http.setRequestHeaderSize(HEADER_BYTES_MAX);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
  }

  /** The handlers in order; the first that takes a request answers it. */
  static List<Handler> inOrder(Handler... handlers) {
    return List.of(handlers);
  }
}
