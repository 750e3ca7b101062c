package dev.packledger.ledger.eventstoredb;

import io.kurrent.dbclient.ConnectionSettingsBuilder;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.NodePreference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one holder of a client. A client shuts itself down for good where it finds no server for a
 * while; then the next call gets a new one. Every call is bounded by a time of ours, as the
 * client's futures may never end. For any number of threads.
 */
public final class EventStoreConnection implements AutoCloseable {
  private final EventStoreSettings settings;
  private final Tickets tickets = new Tickets();
  private final KurrentDBClientSettings clientSettings;

  /** Guarded by this. Null before the first call and after the last. */
  private @Nullable KurrentDBClient client;

  /** Guarded by this. */
  private boolean closed;

  private EventStoreConnection(EventStoreSettings settings, ConnectionSettingsBuilder clients) {
    this.settings = settings;
    this.clientSettings = clients.addInterceptor(tickets).buildConnectionSettings();
  }

  /**
   * To the leader, whatever node the connection string prefers: only it takes appends, and has all
   * that was acknowledged. Connects with the first call.
   *
   * @throws IllegalArgumentException where the connection string is none; it is not quoted, as it
   *     may hold a password
   */
  public static EventStoreConnection toLeader(EventStoreSettings settings) {
    return new EventStoreConnection(
        settings,
        ConnectionString.parse(settings.connectionString()).nodePreference(NodePreference.LEADER));
  }

  /**
   * To a node as the connection string prefers it, for who follows the log and may lag.
   *
   * @throws IllegalArgumentException where the connection string is none
   */
  public static EventStoreConnection toPreferred(EventStoreSettings settings) {
    return new EventStoreConnection(settings, ConnectionString.parse(settings.connectionString()));
  }

  public EventStoreSettings settings() {
    return settings;
  }

  /** The deadline for the options of a call: what the server and gRPC keep to. */
  long deadlineMillis() {
    return settings.call().toMillis();
  }

  /** Somewhat longer than gRPC's own, which is more to the point where it is kept. */
  private Duration bound() {
    return settings.call().plus(settings.call().dividedBy(4));
  }

  /** What is asked. */
  interface Question<T> {
    /**
     * Asks, with {@link #deadlineMillis} among its options.
     *
     * @param ticket for the header {@link Tickets#HEADER} of the call
     */
    CompletableFuture<T> ask(KurrentDBClient client, String ticket);
  }

  /**
   * Asks once.
   *
   * @throws CallFailed where there is no answer, or not the one that was asked for
   */
  <T> T ask(Question<T> question) throws CallFailed {
    KurrentDBClient asked = client();
    String ticket = tickets.issue();
    try {
      return question.ask(asked, ticket).orTimeout(bound().toMillis(), TimeUnit.MILLISECONDS).get();
    } catch (ExecutionException failed) {
      throw new CallFailed(asked, !tickets.takeBack(ticket), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallFailed(asked, !tickets.takeBack(ticket), interrupted);
    } finally {
      var unused = tickets.takeBack(ticket);
    }
  }

  private synchronized KurrentDBClient client() throws CallFailed {
    if (closed) {
      throw new CallFailed(null, false, new ConnectionClosed());
    }
    if (client == null || client.isShutdown()) {
      client = KurrentDBClient.create(clientSettings);
    }
    return client;
  }

  /** By us; a client that shut down by itself is another matter. */
  static final class ConnectionClosed extends Exception {
    private static final long serialVersionUID = 1L;

    private ConnectionClosed() {
      super("the connection to the ledger's server is closed");
    }
  }

  /**
   * Lets the next call have a new client, which looks for the leader anew, unless another one has
   * been made meanwhile. A client does so by itself where an append fails, not where a read does.
   */
  void renew(@Nullable KurrentDBClient failed) {
    synchronized (this) {
      if (failed == null || client != failed) {
        return;
      }
      client = null;
    }
    shutDown(failed);
  }

  @Override
  public void close() {
    KurrentDBClient last;
    synchronized (this) {
      last = client;
      client = null;
      closed = true;
    }
    if (last != null) {
      shutDown(last);
    }
  }

  /** Not waited for: what is under way gets some seconds, and the client's thread is a daemon. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void shutDown(KurrentDBClient client) {
    client.shutdown();
  }
}
