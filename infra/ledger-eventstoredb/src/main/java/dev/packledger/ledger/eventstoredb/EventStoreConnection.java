package dev.packledger.ledger.eventstoredb;

import dev.packledger.ledger.LedgerFailure;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.NodePreference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one holder of a client. A client shuts itself down for good where it finds no server for a
 * while; then the next call gets a new one. Every call is bounded by a time of ours, as the
 * client's futures may never end. For any number of threads.
 */
public final class EventStoreConnection implements AutoCloseable {
  private final EventStoreSettings settings;
  private final KurrentDBClientSettings clientSettings;

  /** Guarded by this. Null before the first call and after the last. */
  private @Nullable KurrentDBClient client;

  /** Guarded by this. */
  private boolean closed;

  private EventStoreConnection(EventStoreSettings settings, KurrentDBClientSettings clients) {
    this.settings = settings;
    this.clientSettings = clients;
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
        ConnectionString.parse(settings.connectionString())
            .nodePreference(NodePreference.LEADER)
            .buildConnectionSettings());
  }

  /**
   * To a node as the connection string prefers it, for who follows the log and may lag.
   *
   * @throws IllegalArgumentException where the connection string is none
   */
  public static EventStoreConnection toPreferred(EventStoreSettings settings) {
    return new EventStoreConnection(
        settings, ConnectionString.parse(settings.connectionString()).buildConnectionSettings());
  }

  public EventStoreSettings settings() {
    return settings;
  }

  /** The deadline for the options of a call: what the server and gRPC keep to. */
  long deadlineMillis() {
    return settings.call().toMillis();
  }

  /** For the header {@link LateCalls#UNTIL} of a call that is made now. */
  String until() {
    return String.valueOf(System.nanoTime() + bound().toNanos());
  }

  /** Somewhat longer than gRPC's own, which is more to the point where it is kept. */
  private Duration bound() {
    return settings.call().plus(settings.call().dividedBy(4));
  }

  /**
   * Asks once.
   *
   * @param question makes its options anew each time, with {@link #deadlineMillis} and {@link
   *     #until}
   * @throws CallFailed where there is no answer, or not the one that was asked for
   */
  <T> T ask(Function<KurrentDBClient, CompletableFuture<T>> question) throws CallFailed {
    KurrentDBClient asked = client();
    try {
      return question.apply(asked).orTimeout(bound().toMillis(), TimeUnit.MILLISECONDS).get();
    } catch (ExecutionException failed) {
      throw new CallFailed(asked, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallFailed(asked, interrupted);
    }
  }

  private synchronized KurrentDBClient client() {
    if (closed) {
      throw new LedgerFailure("the connection to the ledger's server is closed");
    }
    if (client == null || client.isShutdown()) {
      client = KurrentDBClient.create(clientSettings);
    }
    return client;
  }

  /**
   * Lets the next call have a new client, which looks for the leader anew, unless another one has
   * been made meanwhile. A client does so by itself where an append fails, not where a read does.
   */
  void renew(KurrentDBClient failed) {
    synchronized (this) {
      if (client != failed) {
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
