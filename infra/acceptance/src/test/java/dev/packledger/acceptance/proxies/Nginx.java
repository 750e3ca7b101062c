package dev.packledger.acceptance.proxies;

import dev.packledger.acceptance.running.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real nginx with {@code auth_request}. */
public final class Nginx implements Guard {
  private final Background program;
  private final int port;
  private final Path log;

  private Nginx(Background program, int port, Path log) {
    this.program = program;
    this.port = port;
    this.log = log;
  }

  /** The address that a proxy will have, for documents that must name it before it runs. */
  public record Place(Path folder, int port) {
    public static Place in(Path parent) {
      try {
        return new Place(Files.createTempDirectory(parent, "nginx-"), ServerProcess.freePort());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    public URI registry() {
      return URI.create("http://127.0.0.1:" + port + "/");
    }
  }

  /** In front of a tree of files. */
  public static Nginx beforeFiles(Place place, Asking asking, Path files) {
    return start(
        place,
        asking,
        Shipped.write("nginx-files.conf", place.folder, Map.of("FILES_ROOT", files.toString())));
  }

  /** In front of another registry. */
  public static Nginx beforeRegistry(Place place, Asking asking, URI registry) {
    return start(
        place,
        asking,
        Shipped.write(
            "nginx-registry.conf",
            place.folder,
            Map.of("REGISTRY_ADDRESS", registry.getAuthority())));
  }

  private static Nginx start(Place place, Asking asking, Path behind) {
    Path folder = place.folder;
    Path log = folder.resolve("access.log");
    Path site =
        Shipped.write(
            "nginx.conf",
            folder,
            Map.of(
                "PACKLEDGER_ADDRESS", asking.packledger().getAuthority(),
                "LISTEN_ADDRESS", "127.0.0.1:" + place.port,
                "ACCESS_LOG", log.toString(),
                "ERROR_LOG", folder.resolve("error.log").toString(),
                "DECIDE_TOKEN", asking.token(),
                "ORGANIZATION", asking.organization(),
                "BEHIND_CONF", behind.toString()));
    List<String> command =
        List.of(
            Program.NGINX.path().toString(),
            "-e",
            folder.resolve("start.log").toString(),
            "-p",
            folder.toString(),
            "-c",
            main(folder, site).toString());
    return new Nginx(Background.start(folder, place.port, command), place.port, log);
  }

  /** What a distribution's own nginx.conf does: nothing of ours. */
  private static Path main(Path folder, Path site) {
    // Workers leave root by themselves and then cannot read the test's folder.
    String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
    String text =
        """
        %s
        daemon off;
        worker_processes 1;
        pid nginx.pid;
        events {}
        http {
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            include %s;
        }
        """
            .formatted(user, site);
    try {
      return Files.writeString(folder.resolve("main.conf"), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public URI registry() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  @Override
  public String logged() {
    try {
      return Files.readString(log) + Files.readString(log.resolveSibling("error.log"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
