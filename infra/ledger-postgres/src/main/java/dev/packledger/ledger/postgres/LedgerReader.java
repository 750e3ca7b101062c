package dev.packledger.ledger.postgres;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.UnreadableEvent;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Reads the ledger without Axon: for rebuilds, replays and questions about the past. Every method
 * throws {@link LedgerFailure} where we could not ask, and {@link UnreadableEvent} at an event that
 * this program does not know.
 */
public final class LedgerReader {
  private static final int PAGE = 1000;

  private final DataSource database;
  private final EventTable events;
  private final EventCodec codec;

  public LedgerReader(DataSource database, EventCodec codec) {
    this.database = database;
    this.events = new EventTable(database);
    this.codec = codec;
  }

  /** The position of the newest event. */
  public Position head() {
    return asked(() -> new Position(events.head()));
  }

  /**
   * Hands over the events after one position through another, in order. Many of them are read as
   * one stream, which stays open until nearly the last was taken.
   *
   * @param through a position not greater than the head
   */
  public void read(Position after, Position through, Consumer<Recorded<Event>> reader) {
    if (through.value() - after.value() > PAGE) {
      DecodedAhead decoded = new DecodedAhead(codec, reader);
      EventCopy.read(database, after.value(), through.value(), decoded::add);
      decoded.finish();
      return;
    }
    long at = after.value();
    while (at < through.value()) {
      long from = at;
      List<EventTable.Row> page = asked(() -> events.after(from, through.value(), PAGE));
      if (page.isEmpty()) {
        throw new LedgerFailure("the ledger ends before position " + through.value());
      }
      page.forEach(row -> reader.accept(recorded(row)));
      at = page.getLast().position();
    }
  }

  /** The events of one stream, in order; none where it does not exist. */
  public List<Recorded<Event>> stream(String streamId) {
    List<Recorded<Event>> stream = new ArrayList<>();
    List<EventTable.Row> page;
    do {
      long next = stream.isEmpty() ? 0 : stream.getLast().sequence() + 1;
      page = asked(() -> events.stream(streamId, next, PAGE));
      page.forEach(row -> stream.add(recorded(row)));
    } while (page.size() == PAGE);
    return stream;
  }

  /**
   * The events of some streams through a position, in the order of positions.
   *
   * @param streams each named once
   * @param atMost where there are more, the first so many
   */
  public List<Recorded<Event>> streams(Collection<String> streams, Position through, int atMost) {
    List<String> ids = List.copyOf(streams);
    return asked(() -> events.streams(ids, through.value(), atMost)).stream()
        .map(this::recorded)
        .toList();
  }

  /**
   * When the event of a position was recorded.
   *
   * @param position of an event that there is
   */
  public Instant recordedAt(Position position) {
    long micros =
        asked(() -> events.recordedMicros(position.value()))
            .orElseThrow(() -> new LedgerFailure("no event at position " + position.value()));
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The greatest position recorded at or before an instant; the start where there is none. */
  public Position at(Instant instant) {
    return asked(() -> new Position(events.lastAtOrBefore(instant)));
  }

  private Recorded<Event> recorded(EventTable.Row row) {
    return codec.recorded(row.envelope(), new Position(row.position()));
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException failed) {
      throw new LedgerFailure("cannot read the ledger: " + failed.getMessage(), failed);
    }
  }
}
