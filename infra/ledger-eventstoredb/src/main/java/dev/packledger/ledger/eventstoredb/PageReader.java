package dev.packledger.ledger.eventstoredb;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.ReadResult;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamNotFoundException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Reads pages, again and again while it is only that nobody answers. A page that does not come in
 * time is asked for with fewer events, as it would not come at the next try either; pages grow
 * again when they come. For any number of threads.
 */
final class PageReader {
  /** One is the event at a page's place, which the page before had; one is progress. */
  private static final int EVENTS_MIN = 2;

  private static final int SHRINKING = 4;
  private static final int GROWING = 2;

  private final EventStoreConnection connection;

  /**
   * How many events have come in time of late; a guess, which threads may take from one another.
   */
  private volatile int inTime = Integer.MAX_VALUE;

  PageReader(EventStoreConnection connection) {
    this.connection = connection;
  }

  /** What is asked for a page. */
  interface Question {
    CompletableFuture<ReadResult> ask(KurrentDBClient client, String ticket, int atMost);
  }

  /**
   * What came.
   *
   * @param asked for how many events
   */
  record Page(List<ResolvedEvent> events, int asked) {
    /** Whether nothing stood after them. */
    boolean isEnd() {
      return events.size() < asked;
    }
  }

  /**
   * A page; one without events where the stream does not exist.
   *
   * @param what is read, for messages
   * @param atMost how many events, or fewer
   */
  Page read(String what, int atMost, Question question) {
    Patience patience = new Patience(connection.settings().patience());
    while (true) {
      int asked = Math.min(atMost, Math.max(inTime, EVENTS_MIN));
      try {
        Page page = page(question, asked);
        grow(page, atMost);
        return page;
      } catch (CallFailed failed) {
        if (failed.find(StreamNotFoundException.class).isPresent()) {
          return new Page(List.of(), asked);
        }
        if (failed.isLate()) {
          inTime = asked / SHRINKING;
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

  private Page page(Question question, int asked) throws CallFailed {
    ReadResult result = connection.ask((client, ticket) -> question.ask(client, ticket, asked));
    return new Page(result.getEvents(), asked);
  }

  private void grow(Page page, int atMost) {
    if (page.asked() < atMost && !page.isEnd()) {
      inTime = page.asked() * GROWING;
    }
  }
}
