package dev.packledger.ledger.eventstoredb;

import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamNotFoundException;
import java.util.List;

/** Reads pages, again and again while it is only that nobody answers. */
final class PageReader {
  private final EventStoreConnection connection;

  PageReader(EventStoreConnection connection) {
    this.connection = connection;
  }

  /**
   * The events of a page; none where the stream does not exist.
   *
   * @param what is read, for messages
   */
  List<ResolvedEvent> read(String what, EventStoreConnection.Question<ReadResult> page) {
    Patience patience = new Patience(connection.settings().patience());
    while (true) {
      try {
        return connection.ask(page).getEvents();
      } catch (CallFailed failed) {
        if (failed.find(StreamNotFoundException.class).isPresent()) {
          return List.of();
        }
        if (failed.isDenied()) {
          throw new LedgerDenied("may not read " + what + ": " + failed.reason(), failed);
        }
        if (failed.isUnavailable()) {
          connection.renew(failed.asked());
        }
        if (failed.isNo() || failed.isLast() || !patience.pause()) {
          throw new LedgerAway("cannot read " + what + ": " + failed.reason(), failed);
        }
      }
    }
  }
}
