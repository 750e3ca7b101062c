package dev.packledger.acceptance.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A public registry that anyone may publish to: documents and files by their raw path, nothing
 * else. Whoever asks for a private name here is written down.
 */
final class Elsewhere implements AutoCloseable {
  private final HttpServer front;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  Elsewhere() {
    try {
      front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    front.createContext("/", this::answer);
    front.start();
  }

  /** Without a slash at its end. */
  String address() {
    return "http://127.0.0.1:" + front.getAddress().getPort();
  }

  Elsewhere file(String rawPath, byte[] content) {
    files.put(rawPath, content);
    return this;
  }

  /** Everything below a folder. */
  Elsewhere tree(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        file("/" + folder.relativize(file), Files.readAllBytes(file));
      }
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What was asked for, whether it is there or not. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      asked.add(path);
      byte[] content = files.get(path);
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  @Override
  public void close() {
    front.stop(0);
  }
}
