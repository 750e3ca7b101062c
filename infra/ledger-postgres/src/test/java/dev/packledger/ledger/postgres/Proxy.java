package dev.packledger.ledger.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between an engine and PostgreSQL, and loses what it is told to lose. */
final class Proxy implements AutoCloseable {
  /** What becomes of the next bytes that come from PostgreSQL. */
  enum Fate {
    DELIVERED,
    /** Lost, and the connection with them. */
    LOST_WITH_CONNECTION,
    /** Lost, and nothing is heard on that connection ever after. */
    SWALLOWED
  }

  private final ServerSocket door;
  private final int port;
  private final AtomicReference<Fate> next = new AtomicReference<>(Fate.DELIVERED);
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  Proxy(int port) throws IOException {
    this.port = port;
    this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().start(this::welcome);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Decides on the next bytes from PostgreSQL, once. */
  void decideNext(Fate fate) {
    next.set(fate);
  }

  /** Whether the last decision has come true. */
  boolean hasDecided() {
    return next.get() == Fate.DELIVERED;
  }

  /** Cuts every connection. */
  void cut() {
    open.forEach(Proxy::cut);
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket("127.0.0.1", port);
        open.addAll(List.of(client, server));
        Thread.ofVirtual().start(() -> forward(client, server, false));
        Thread.ofVirtual().start(() -> forward(server, client, true));
      } catch (IOException closedOrRefused) {
        // The client sees it.
      }
    }
  }

  private void forward(Socket from, Socket to, boolean isReply) {
    byte[] buffer = new byte[1 << 16];
    boolean silent = false;
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        Fate fate = isReply ? next.getAndSet(Fate.DELIVERED) : Fate.DELIVERED;
        if (fate == Fate.LOST_WITH_CONNECTION) {
          return;
        }
        silent |= fate == Fate.SWALLOWED;
        if (!silent) {
          out.write(buffer, 0, count);
        }
      }
    } catch (IOException cut) {
      // Either side has gone.
    } finally {
      open.removeAll(List.of(from, to));
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
