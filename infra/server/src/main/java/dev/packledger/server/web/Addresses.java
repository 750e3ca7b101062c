package dev.packledger.server.web;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.server.ServerOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** How clients reach this server, for the addresses that documents carry. Never taken from Host. */
public final class Addresses {
  private final ServerOptions options;
  private volatile int port;

  public Addresses(ServerOptions options) {
    this.options = options;
    this.port = options.port();
  }

  /** Told once the port is bound, which may be a free one. */
  public void boundTo(int boundPort) {
    port = boundPort;
  }

  /** The address of the whole server, without a trailing slash. */
  public URI server() {
    URI configured = options.publicUrl();
    return configured == null ? URI.create("http://localhost:" + port) : configured;
  }

  /** The address of an organisation's registry by its path, without a trailing slash. */
  public URI registry(String slug, Ecosystem ecosystem) {
    return URI.create(server() + "/" + slug + '/' + ecosystem.code());
  }

  /** The address of the registry that was asked, without a trailing slash. */
  URI registry(RequestPath.Registry path) {
    String ecosystem = path.ecosystem().code();
    @Nullable String baseDomain = options.baseDomain();
    if (!path.byHost() || baseDomain == null) {
      return registry(path.slug(), path.ecosystem());
    }
    URI server = server();
    String authority =
        new HostNames(baseDomain).of(path.slug())
            + (server.getPort() < 0 ? "" : ":" + server.getPort());
    return URI.create(server.getScheme() + "://" + authority + '/' + ecosystem);
  }

  /** Where people of an organisation look after their licences. */
  public URI account(String slug) {
    return URI.create(server() + "/" + slug);
  }
}
