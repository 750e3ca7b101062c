package dev.packledger.server.operations;

import dev.packledger.webhooks.inbox.Inbox;
import dev.packledger.webhooks.inbox.InboxWorker;
import dev.packledger.webhooks.stripe.StripeWebhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that applies what the inbox holds: at once when woken, else at a fixed pace. */
public final class InboxRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InboxRunner.class);
  private static final Duration PACE = Duration.ofSeconds(1);

  private final InboxWorker worker;
  private final Inbox inbox;
  private final InstantSource clock;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;

  public InboxRunner(InboxWorker worker, Inbox inbox, InstantSource clock) {
    this.worker = worker;
    this.inbox = inbox;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("inbox").unstarted(this::run);
  }

  public void start() {
    inbox.reconsider(StripeWebhooks.knownTypes(), clock.instant());
    thread.start();
  }

  /** Something was stored. Returns at once. */
  public void wake() {
    woken.release();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        applyDue();
        boolean unused = woken.tryAcquire(PACE.toMillis(), TimeUnit.MILLISECONDS);
        woken.drainPermits();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** A database that is away for a moment must not end the thread. */
  private void applyDue() {
    try {
      int unused = worker.applyDue();
    } catch (RuntimeException failure) {
      LOG.warn("inbox.failed: {}", failure.toString());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
