package dev.packledger.acceptance.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes bytes on between a client and the server, and does something once, before the first
 * request passes whose head holds a word: what happens between two requests of one command.
 */
final class Interception implements AutoCloseable {
  private final URI server;
  private final String word;
  private final Runnable event;
  private final ServerSocket front;
  private final AtomicBoolean happened = new AtomicBoolean();

  Interception(URI server, String word, Runnable event) {
    this.server = server;
    this.word = word;
    this.event = event;
    try {
      front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** The same address of the server, reached through here. */
  URI through(URI address) {
    return URI.create(
        address.toString().replace(server.toString(), "http://127.0.0.1:" + front.getLocalPort()));
  }

  private void accept() {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        Socket back = new Socket(server.getHost(), server.getPort());
        Thread.ofVirtual().start(() -> pump(client, back, true));
        Thread.ofVirtual().start(() -> pump(back, client, false));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean requests) {
    byte[] buffer = new byte[64 << 10];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
        if (requests && text.contains(word) && happened.compareAndSet(false, true)) {
          event.run();
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      // one side went, so the other goes
    }
  }

  /** Whether it happened. */
  boolean happened() {
    return happened.get();
  }

  @Override
  public void close() {
    try {
      front.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
