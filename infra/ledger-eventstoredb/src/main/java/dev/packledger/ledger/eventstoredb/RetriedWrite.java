package dev.packledger.ledger.eventstoredb;

import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.ledger.StreamConflict;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.WriteResult;
import io.kurrent.dbclient.WrongExpectedVersionException;
import java.util.List;

/**
 * Writes to one stream, and where no answer comes sends the same events with the same ids and the
 * same expectation again. With an exact expectation the server knows the events that it has by
 * their ids, for ever, and only acknowledges them once more; so it is never asked with a vague one.
 */
final class RetriedWrite {
  private final EventStoreConnection connection;

  RetriedWrite(EventStoreConnection connection) {
    this.connection = connection;
  }

  /**
   * Writes, durably when it returns.
   *
   * @param name the server's, of the stream
   * @param revision that the first of the events is to have
   * @throws StreamConflict where the stream is elsewhere
   * @throws OutcomeUnknown where no answer came in time, or a no came after no answer
   * @throws LedgerFailure where the server said no, or was never reached
   */
  WriteResult write(String name, long revision, List<EventData> events) {
    StreamState expected =
        revision == 0 ? StreamState.noStream() : StreamState.streamRevision(revision - 1);
    Patience patience = new Patience(connection.settings().patience());
    boolean mayBeStored = false;
    while (true) {
      try {
        return connection.ask(
            (client, ticket) ->
                client.appendToStream(name, options(expected, ticket), events.iterator()));
      } catch (CallFailed failed) {
        if (failed.find(WrongExpectedVersionException.class).isPresent()) {
          throw new StreamConflict("the stream " + name + " is not at " + revision, 0);
        }
        mayBeStored |= !failed.isNo() && !failed.isUnasked();
        if (failed.isNo() || failed.isLast() || !patience.pause()) {
          throw mayBeStored ? unknown(name, revision, failed) : notStored(name, failed);
        }
      }
    }
  }

  private AppendToStreamOptions options(StreamState expected, String ticket) {
    return AppendToStreamOptions.get()
        .requiresLeader()
        .deadline(connection.deadlineMillis())
        .header(Tickets.HEADER, ticket)
        .streamState(expected);
  }

  private static LedgerFailure unknown(String name, long revision, CallFailed failed) {
    return new OutcomeUnknown(
        "whether the events from %d of %s are stored is not known: %s"
            .formatted(revision, name, failed.reason()),
        failed);
  }

  private static LedgerFailure notStored(String name, CallFailed failed) {
    return new LedgerFailure("not stored in " + name + ": " + failed.reason(), failed);
  }
}
