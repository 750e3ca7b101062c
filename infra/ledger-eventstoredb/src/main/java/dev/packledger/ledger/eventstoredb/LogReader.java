package dev.packledger.ledger.eventstoredb;

import dev.packledger.ledger.LedgerFailure;
import io.kurrent.dbclient.Position;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole log ({@code $all}) page by page and keeps what is the ledger's. Subscriptions are
 * not trusted with that: the client lets them die without a word. The user of the connection must
 * be allowed to read the log, as an administrator is. Throws {@link LedgerFailure} where it could
 * not be asked.
 */
public final class LogReader {
  private final EventStoreConnection connection;
  private final PageReader pages;
  private final StreamNames names;

  public LogReader(EventStoreConnection connection) {
    this.connection = connection;
    this.pages = new PageReader(connection);
    this.names = connection.settings().names();
  }

  /**
   * One page of the log after a place in it. A page may have no event of the ledger and yet not be
   * the end: go on after {@link LogPage#scanned}.
   *
   * @param after null for the beginning
   * @param atMost how many events, other people's included, at least 1; fewer where so many do not
   *     come in time
   */
  public LogPage after(@Nullable LogPosition after, int atMost) {
    // A read begins with the event at its start, which an earlier page had.
    int asked = after == null ? atMost : atMost + 1;
    PageReader.Page page =
        pages.read(
            "the log",
            asked,
            (client, ticket, count) -> client.readAll(options(after, count, ticket)));
    List<LoggedEvent> events = new ArrayList<>(page.events().size());
    LogPosition scanned = after;
    for (ResolvedEvent resolved : page.events()) {
      LogPosition at = position(resolved.getOriginalEvent());
      if (scanned == null || at.compareTo(scanned) > 0) {
        scanned = at;
        own(resolved.getOriginalEvent(), at).ifPresent(events::add);
      }
    }
    return new LogPage(events, scanned, page.isEnd());
  }

  private ReadAllOptions options(@Nullable LogPosition from, int atMost, String ticket) {
    ReadAllOptions options =
        ReadAllOptions.get()
            .forwards()
            .maxCount(atMost)
            .deadline(connection.deadlineMillis())
            .header(Tickets.HEADER, ticket);
    return from == null
        ? options.fromStart()
        : options.fromPosition(new Position(from.value(), from.value()));
  }

  private Optional<LoggedEvent> own(RecordedEvent event, LogPosition at) {
    return names
        .streamOf(event.getStreamId())
        .map(
            stream ->
                new LoggedEvent(
                    at,
                    stream,
                    event.getRevision(),
                    event.getEventData(),
                    EventProperties.ofNoAggregate(event.getUserMetadata())));
  }

  private static LogPosition position(RecordedEvent event) {
    return logPosition(event.getPosition());
  }

  /** One number where both are the same, as they are for all that was not written over TCP. */
  static LogPosition logPosition(Position position) {
    if (position.getCommitUnsigned() != position.getPrepareUnsigned()) {
      throw new LedgerFailure("the log holds a transaction of the old TCP protocol: " + position);
    }
    return new LogPosition(position.getCommitUnsigned());
  }
}
