package dev.packledger.registry.shared.running;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.shared.Adapter;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.registry.shared.http.RegistryRoutes;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The routes in a real Jetty, each path's first segment an organisation's slug. */
public final class Registry implements AutoCloseable {
  private final Server server;
  private final ServerConnector connector;
  private final AtomicInteger requests = new AtomicInteger();
  private final ToldUsage usage = new ToldUsage();

  /** Read-locked by each request that is being served. */
  private final ReadWriteLock serving = new ReentrantReadWriteLock();

  public Registry(World world, Blobs blobs, Adapter adapter) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    RegistryRoutes routes = adapter.routes(new Ports(world, world, world, blobs, usage));
    String code = adapter.ecosystem().code();
    context.addServlet(new ServletHolder(new Dispatcher(world, code, routes)), "/*");
    server.setHandler(context);
    server.start();
  }

  public int port() {
    return connector.getLocalPort();
  }

  /**
   * What the routes told of downloads and denials. Waits for requests whose answer a client may
   * have whole while they are not yet done.
   */
  public ToldUsage usage() {
    serving.writeLock().lock();
    serving.writeLock().unlock();
    return usage;
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private final class Dispatcher extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient World world;
    private final String ecosystem;
    private final transient RegistryRoutes routes;

    Dispatcher(World world, String ecosystem, RegistryRoutes routes) {
      this.world = world;
      this.ecosystem = ecosystem;
      this.routes = routes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      ServletContextRequest core = ServletContextRequest.getServletContextRequest(request);
      core.addHttpStreamWrapper(stream -> new ReasonPhrases(stream, request));
      String[] parts = request.getRequestURI().split("/", 4);
      String slug = parts[1];
      String secret = PresentedSecret.in(request.getHeader("Authorization"));
      String least = request.getHeader("Packledger-Min-Position");
      Credential credential =
          secret == null
              ? null
              : new Credential.Secret(PresentedSecret.digest(secret), request.getRemoteAddr());
      RegistryRequest asked =
          new RegistryRequest(
              OrganizationId.ofSlug(slug),
              slug,
              '/' + (parts.length > 3 ? parts[3] : ""),
              URI.create("http://localhost:" + port() + '/' + slug + '/' + ecosystem),
              URI.create("http://localhost/" + slug),
              credential,
              request.getRemoteAddr(),
              world.now(),
              least == null ? null : new Position(Long.parseLong(least)),
              "request-" + requests.incrementAndGet());
      serving.readLock().lock();
      try {
        routes.handle(asked, request, response);
      } finally {
        serving.readLock().unlock();
      }
    }
  }

  /** Puts the reason phrase that the routes left with the request into the status line. */
  private static final class ReasonPhrases extends HttpStream.Wrapper {
    private final HttpServletRequest request;

    ReasonPhrases(HttpStream stream, HttpServletRequest request) {
      super(stream);
      this.request = request;
    }

    @Override
    public void send(
        MetaData.Request sent,
        MetaData.@Nullable Response response,
        boolean last,
        java.nio.ByteBuffer content,
        Callback callback) {
      Object phrase = request.getAttribute(Answer.REASON_PHRASE);
      MetaData.Response told = response;
      if (response != null && phrase instanceof String text) {
        told =
            new MetaData.Response(
                response.getStatus(),
                text,
                response.getHttpVersion(),
                HttpFields.build(response.getHttpFields()),
                response.getContentLength(),
                response.getTrailersSupplier());
      }
      super.send(sent, told, last, content, callback);
    }
  }
}
