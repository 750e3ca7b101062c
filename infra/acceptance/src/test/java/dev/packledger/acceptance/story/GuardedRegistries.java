package dev.packledger.acceptance.story;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.proxies.Envoy;
import dev.packledger.acceptance.proxies.Guard;
import dev.packledger.acceptance.proxies.Nginx;
import dev.packledger.acceptance.proxies.Verdaccio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registries that are not ours, which hold what the seller published, each behind a proxy. */
final class GuardedRegistries implements AutoCloseable {
  /** What stands before what. */
  enum Kind {
    NGINX_BEFORE_FILES,
    NGINX_BEFORE_VERDACCIO,
    ENVOY_BEFORE_VERDACCIO
  }

  private final Path folder;
  private final Organization seller;
  private final Guard.Asking asking;
  private final Map<Kind, Guard> guards = new EnumMap<>(Kind.class);
  private @Nullable Verdaccio verdaccio;

  /**
   * @param asking as whom the proxies ask
   */
  GuardedRegistries(Path folder, Organization seller, Guard.Asking asking) {
    this.folder = folder;
    this.seller = seller;
    this.asking = asking;
  }

  /** Started with its first use; the test that asks is skipped where a program is not there. */
  Guard guard(Kind kind) {
    Guard running = guards.get(kind);
    if (running == null) {
      running =
          switch (kind) {
            case NGINX_BEFORE_FILES -> nginxBeforeFiles();
            case NGINX_BEFORE_VERDACCIO ->
                Nginx.beforeRegistry(Nginx.Place.in(folder), asking, verdaccio().address());
            case ENVOY_BEFORE_VERDACCIO ->
                Envoy.beforeRegistry(folder, asking, verdaccio().address());
          };
      guards.put(kind, running);
    }
    return running;
  }

  private Guard nginxBeforeFiles() {
    Nginx.Place place = Nginx.Place.in(folder);
    Path files = place.folder().resolve("files");
    String reader = seller.token(seller.owner(), "read").secret();
    try {
      for (String name : List.of(Wares.CORE, ForwardAuthIT.HIDDEN)) {
        copy(name, files, place.registry(), reader);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Nginx.beforeFiles(place, asking, files);
  }

  /** Every version, as the seller sees it, with addresses of the tree of files. */
  private void copy(String name, Path files, URI registry, String reader) throws IOException {
    Path document = files.resolve(name + ".json");
    Files.createDirectories(document.getParent());
    String packument =
        seller.api().get("/" + seller.slug() + "/npm/" + name.replace("/", "%2f")).is(200).text();
    Files.writeString(document, packument.replace(seller.npm().toString(), registry.toString()));
    for (String version : ForwardAuthIT.VERSIONS) {
      String file = name + "/-/" + name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
      Path tarball = files.resolve(file);
      Files.createDirectories(tarball.getParent());
      Files.write(tarball, download(seller.npm().resolve(file), reader));
    }
  }

  private static byte[] download(URI address, String secret) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(address).header("Authorization", "Bearer " + secret).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(answer + " of " + address);
      }
      return answer.body();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** Filled by the real npm with the packages that the seller published to us as well. */
  private Verdaccio verdaccio() {
    Verdaccio running = verdaccio;
    if (running == null) {
      Client.NPM.program();
      running = Verdaccio.start(folder);
      verdaccio = running;
      Wares wares =
          new Wares(folder, URI.create(running.address() + "/"), running.publisher("seller"));
      for (String version : ForwardAuthIT.VERSIONS) {
        wares.core(version).succeeded();
        wares.hidden(version).succeeded();
      }
    }
    return running;
  }

  /** What all of them logged. */
  String logged() {
    StringBuilder logged = new StringBuilder(verdaccio == null ? "" : verdaccio.output());
    guards.values().forEach(guard -> logged.append(guard.logged()));
    return logged.toString();
  }

  @Override
  public void close() {
    guards.values().forEach(Guard::close);
    if (verdaccio != null) {
      verdaccio.close();
    }
  }
}
