package dev.packledger.server;

import dev.packledger.server.web.Addresses;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** One running server, started and ended as a whole. */
public final class ServerProcess implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private ServerProcess(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts a server and returns once it answers.
   *
   * @param clock the only source of time; cut to microseconds here
   * @throws StartFailure where the operator can do something about it
   */
  public static ServerProcess start(ServerOptions options, InstantSource clock) {
    // Axon's update checker is not on the path that builds our configuration; this shuts it twice.
    System.setProperty("axoniq.update-checker.disabled", "true");
    SpringApplication application = new SpringApplication(ServerConfiguration.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(properties(options));
    application.addInitializers(
        context -> {
          GenericApplicationContext beans = (GenericApplicationContext) context;
          beans.registerBean(ServerOptions.class, () -> options);
          beans.registerBean(InstantSource.class, () -> new MicrosecondClock(clock));
        });
    try {
      ServerProcess server = new ServerProcess(application.run());
      server.part(Addresses.class).boundTo(server.port());
      return server;
    } catch (RuntimeException failure) {
      throw StartFailure.of(failure, options);
    }
  }

  private static Map<String, Object> properties(ServerOptions options) {
    return Map.of("server.port", options.port());
  }

  /** Where HTTP is served. */
  public int port() {
    WebServer server = ((ServletWebServerApplicationContext) context).getWebServer();
    return Objects.requireNonNull(server, "it was started").getPort();
  }

  /** How clients reach it. */
  public URI address() {
    return context.getBean(Addresses.class).server();
  }

  /** A part of the running server, for the commands that seed or measure it. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Answers what is under way, then stops processors, database and all. */
  @Override
  public void close() {
    context.close();
  }
}
