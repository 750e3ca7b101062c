package dev.packledger.ledger.eventstoredb;

import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionFilter;
import io.kurrent.dbclient.SubscriptionListener;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Rings when the log may have new events of the ledger, so that who reads it need not wait for the
 * next look. A hint only: it rings without need, and may miss an event for as long as {@code
 * renewal}, as the client lets a subscription die without a word when the leader changes. So a new
 * one is made again and again, whatever is heard of the last, and nothing is ever read from it.
 */
public final class LogBell implements AutoCloseable {
  private static final int WINDOW = 1000;

  /** Between tries to be heard again where it is known that nothing is heard. */
  private static final Duration BRIEF = Duration.ofSeconds(1);

  private final EventStoreConnection connection;
  private final Duration renewal;
  private final Runnable ring;
  private final Thread ringing;
  private volatile boolean closed;

  /** Whether the last subscription has said that it is. */
  private volatile boolean dead;

  private LogBell(EventStoreConnection connection, Duration renewal, Runnable ring) {
    this.connection = connection;
    this.renewal = renewal;
    this.ring = ring;
    this.ringing = Thread.ofVirtual().name("ledger-bell").unstarted(this::keepRinging);
  }

  /**
   * Starts to ring, once at once.
   *
   * @param ring returns at once: it is called by the client's own thread
   */
  public static LogBell start(EventStoreConnection connection, Duration renewal, Runnable ring) {
    LogBell bell = new LogBell(connection, renewal, ring);
    bell.ringing.start();
    return bell;
  }

  private void keepRinging() {
    @Nullable Subscription heard = null;
    while (!closed) {
      Subscription next = subscribe();
      stop(heard);
      heard = next;
      ring.run();
      pause();
    }
    stop(heard);
  }

  private @Nullable Subscription subscribe() {
    dead = false;
    try {
      return connection.ask(
          (client, ticket) -> client.subscribeToAll(new Listener(), options(ticket)));
    } catch (CallFailed unheard) {
      dead = true; // Until the next try, who reads looks by himself.
      return null;
    }
  }

  private SubscribeToAllOptions options(String ticket) {
    SubscriptionFilter filter =
        SubscriptionFilter.newBuilder()
            .withMaxWindow(WINDOW)
            .withStreamNameRegularExpression(connection.settings().names().eventsExpression())
            .build();
    return SubscribeToAllOptions.get().fromEnd().filter(filter).header(Tickets.HEADER, ticket);
  }

  private static void stop(@Nullable Subscription subscription) {
    if (subscription != null) {
      subscription.stop();
    }
  }

  private void pause() {
    long start = System.nanoTime();
    long waited = 0;
    while (!closed && waited < bound()) {
      LockSupport.parkNanos(this, bound() - waited);
      waited = System.nanoTime() - start;
    }
  }

  private long bound() {
    return dead ? Math.min(BRIEF.toNanos(), renewal.toNanos()) : renewal.toNanos();
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(ringing);
  }

  private final class Listener extends SubscriptionListener {
    @Override
    public void onEvent(Subscription subscription, ResolvedEvent event) {
      if (!closed) {
        ring.run();
      }
    }

    @Override
    public void onCancelled(Subscription subscription, Throwable cause) {
      dead = true;
      LockSupport.unpark(ringing);
    }
  }
}
