package dev.packledger.webhooks.inbox;

import dev.packledger.webhooks.inbox.Inbox.Mark;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Applies what is due, one entry a transaction, any number of workers on any number of nodes.
 *
 * <p>The entry is marked in the transaction that locks its account, and the commands are durable
 * before the mark. A crash between the two leaves the entry due: it is applied again and adds
 * nothing, because ids are derived and deciders accept repetitions without events. The transaction
 * has a connection of its own and is not bound to the thread, so nothing that a command does can
 * join it.
 */
public final class InboxWorker {
  private static final Logger LOG = System.getLogger(InboxWorker.class.getName());

  private final DataSource dataSource;
  private final Inbox inbox;
  private final EntryApplication application;
  private final Retries retries;
  private final InstantSource clock;

  public InboxWorker(
      DataSource dataSource,
      Inbox inbox,
      EntryApplication application,
      Retries retries,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.inbox = inbox;
    this.application = application;
    this.retries = retries;
    this.clock = clock;
  }

  /** Applies until nothing is due that is free to work on; returns how many attempts were made. */
  public int applyDue() {
    int attempts = 0;
    while (!Thread.currentThread().isInterrupted() && applyNext()) {
      attempts++;
    }
    return attempts;
  }

  /** Tries one due entry; false where nothing is due, or others work on all that is. */
  public boolean applyNext() {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean found = applyOver(connection);
        connection.commit();
        return found;
      } catch (RuntimeException | Error failure) {
        connection.rollback();
        throw failure;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("the inbox cannot be worked on", failure);
    }
  }

  private boolean applyOver(Connection connection) {
    Inbox mine = inbox.over(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    Instant now = clock.instant();
    Optional<String> account = mine.lockDueAccount(now);
    if (account.isEmpty()) {
      return false;
    }
    Optional<InboxEntry> due = mine.due(account.get(), now);
    if (due.isPresent()) {
      InboxEntry entry = due.get();
      Application outcome = attempt(entry, mine);
      // Safe now: every command is in the ledger. A crash here repeats the attempt.
      mark(mine, entry, outcome);
    }
    return true;
  }

  private Application attempt(InboxEntry entry, Inbox mine) {
    try {
      return application.apply(entry, mine.kept(entry.account()));
    } catch (ProviderFailure failure) {
      return new Application.Failed(failure.code(), failure.detail());
    } catch (RuntimeException failure) {
      // The cause goes to the log and not into the table: its words may carry what is private.
      LOG.log(Level.ERROR, "webhook " + entry.event() + " could not be applied", failure);
      return new Application.Failed("inbox.failure", "It could not be applied; see the log.");
    }
  }

  private void mark(Inbox mine, InboxEntry entry, Application outcome) {
    Instant now = clock.instant();
    switch (outcome) {
      case Application.Applied applied -> {
        mine.mark(entry, new Mark(InboxState.APPLIED, null, null, null, now, applied.licenses()));
        mine.wakeConcerning(entry.account(), applied.licenses(), now);
      }
      case Application.Failed failed -> {
        Instant next = retries.next(entry.receivedAt(), now, entry.attempts() + 1);
        TreeSet<String> licenses = new TreeSet<>(entry.licenses());
        licenses.addAll(failed.licenses());
        mine.mark(
            entry,
            new Mark(InboxState.FAILED, failed.code(), failed.detail(), next, null, licenses));
      }
      case Application.Unreadable unreadable ->
          mine.mark(
              entry,
              new Mark(
                  InboxState.QUARANTINED,
                  unreadable.code(),
                  unreadable.detail(),
                  null,
                  null,
                  unreadable.licenses()));
    }
  }
}
