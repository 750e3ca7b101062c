package dev.packledger.server.web;

import dev.packledger.blobs.FileBlobs;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.identity.DenialReferences;
import dev.packledger.identity.RepositoryKeys;
import dev.packledger.identity.signin.Passkeys;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.Adapter;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RememberedIndex;
import dev.packledger.registry.shared.Usage;
import dev.packledger.registry.shared.http.RegistryRoutes;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.following.AppliedPositions;
import dev.packledger.webhooks.stripe.StripeWebhookRoutes;
import dev.packledger.webhooks.stripe.StripeWebhooks;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which handler stands behind which door. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {
  /** They read requests and answer from memory; whatever may wait does so on a virtual thread. */
  private static final int CONNECTION_THREADS_MAX = 64;

  /** The adapters that are served. */
  record Routes(Map<Ecosystem, RegistryRoutes> byEcosystem) {}

  @Bean
  WebServerFactoryCustomizer<JettyServletWebServerFactory> doors(
      ServerOptions options,
      NodeState node,
      PrometheusMeterRegistry meters,
      Routes routes,
      Addresses addresses,
      StripeWebhooks stripe,
      InstantSource clock,
      List<Handler> accessDoors) {
    Optional<HostNames> hostNames = Optional.ofNullable(options.baseDomain()).map(HostNames::new);
    JettyDoors doors =
        new JettyDoors(
            spring ->
                new RootHandler(
                    node::staleRetrySeconds,
                    hostNames,
                    options.trustedProxies(),
                    List.of(
                        new OperationalHandler(node::readiness, meters),
                        new DoorHandler(
                            path -> path instanceof RequestPath.Access,
                            new Handler.Sequence(accessDoors))),
                    new Handler.Sequence(
                        new DoorHandler(
                            path -> path instanceof RequestPath.Registry,
                            servlet(new RegistryServlet(routes.byEcosystem(), addresses, clock))),
                        new DoorHandler(
                            path -> path instanceof RequestPath.Webhook,
                            servlet(new StripeWebhookRoutes(stripe))),
                        new DoorHandler(
                            path ->
                                path instanceof RequestPath.Web
                                    || path instanceof RequestPath.Access,
                            spring))));
    return factory -> {
      factory.setThreadPool(new QueuedThreadPool(CONNECTION_THREADS_MAX));
      factory.addServerCustomizers(doors);
    };
  }

  @Bean
  Addresses addresses(ServerOptions options) {
    return new Addresses(options);
  }

  @Bean
  Passkeys passkeys(JdbcClient jdbc, Addresses addresses) {
    return new Passkeys(jdbc, addresses::server);
  }

  @Bean
  AccessDecisions accessDecisions(
      AccessMemory memory,
      NodeState node,
      AppliedPositions positions,
      DenialReferences references) {
    return new AccessDecisions(memory, node::staleRetrySeconds, positions, references);
  }

  @Bean
  FileBlobs blobs(ServerOptions options, InstantSource clock) throws IOException {
    return new FileBlobs(options.data().resolve("blobs"), options.limits().blobs(), clock);
  }

  @Bean
  Adapters adapters(ServerOptions options, RepositoryKeys keys) {
    return Adapters.served(options.unscopedNames(), keys::of);
  }

  @Bean
  Routes routes(
      Adapters adapters,
      Access access,
      RegistryIndexQueries index,
      DirectoryQueries directory,
      AppliedPositions positions,
      Commands commands,
      Blobs blobs,
      Usage usage) {
    RegistryIndex remembered =
        new RememberedIndex(new ServedIndex(index, directory), () -> positions.of("registryindex"));
    Ports ports = new Ports(access, remembered, commands, blobs, usage);
    return new Routes(
        adapters.all().stream()
            .collect(Collectors.toMap(Adapter::ecosystem, adapter -> adapter.routes(ports))));
  }

  /** Servlets without Spring on the way; they read raw paths and nothing else. */
  private static Handler servlet(Servlet servlet) {
    ServletContextHandler context = new ServletContextHandler("/");
    context.addServlet(new ServletHolder(servlet), "/*");
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    return context;
  }
}
