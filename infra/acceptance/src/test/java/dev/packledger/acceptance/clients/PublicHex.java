package dev.packledger.acceptance.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A stranger's repository that calls itself {@code hexpm}, signed with a key of its own: what a
 * client finds that looks for a private name elsewhere. Its documents are made by hex_core.
 */
public final class PublicHex implements AutoCloseable {
  private static final int BITS = 2048;

  private final HttpServer server;
  private final Path files;
  private final KeyPair key;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private PublicHex(HttpServer server, Path files, KeyPair key) {
    this.server = server;
    this.files = files;
    this.key = key;
  }

  /** A repository with some versions of one package. */
  public static PublicHex serve(HexCore hexCore, Path parent, String name, String... versions) {
    try {
      KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
      rsa.initialize(BITS);
      KeyPair key = rsa.generateKeyPair();
      Path files = Files.createTempDirectory(parent, "public-hex-");
      Path pem = files.resolve("key.pem");
      Files.writeString(pem, pem("PRIVATE KEY", key.getPrivate().getEncoded()));
      String[] arguments = new String[versions.length + 3];
      arguments[0] = files.toString();
      arguments[1] = pem.toString();
      arguments[2] = name;
      System.arraycopy(versions, 0, arguments, 3, versions.length);
      hexCore.run(URI.create("http://127.0.0.1"), "none", "public", arguments).succeeded();
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      PublicHex repository = new PublicHex(server, files, key);
      server.createContext("/", repository::answer);
      server.start();
      return repository;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** As PEM. */
  public String publicKey() {
    return pem("PUBLIC KEY", key.getPublic().getEncoded());
  }

  /** The paths that were asked for. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private static String pem(String title, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(title, lines, title);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      Path file = files.resolve(path.substring(1)).normalize();
      if (!file.startsWith(files) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = Files.readAllBytes(file);
      exchange.getResponseHeaders().set("ETag", "\"" + bytes.length + "\"");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
