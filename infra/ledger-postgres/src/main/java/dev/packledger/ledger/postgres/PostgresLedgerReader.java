package dev.packledger.ledger.postgres;

import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.ledger.DecodedAhead;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.StoredEnvelope;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Reads the ledger from its table, by connections of one source. */
public final class PostgresLedgerReader implements LedgerReader {
  private static final int PAGE = 1000;

  private final DataSource database;
  private final EventTable events;
  private final EventCodec codec;

  public PostgresLedgerReader(DataSource database, EventCodec codec) {
    this.database = database;
    this.events = new EventTable(database);
    this.codec = codec;
  }

  @Override
  public Position head() {
    return asked(() -> new Position(events.head()));
  }

  @Override
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

  @Override
  public void envelopes(Position after, Position through, Consumer<StoredEnvelope> reader) {
    if (after.compareTo(through) < 0) {
      EventCopy.read(
          database,
          after.value(),
          through.value(),
          (position, envelope) ->
              reader.accept(new StoredEnvelope(new Position(position), envelope)));
    }
  }

  @Override
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

  @Override
  public List<Recorded<Event>> streams(Collection<String> streams, Position through, int atMost) {
    List<String> ids = List.copyOf(streams);
    return asked(() -> events.streams(ids, through.value(), atMost)).stream()
        .map(this::recorded)
        .toList();
  }

  @Override
  public Instant recordedAt(Position position) {
    long micros =
        asked(() -> events.recordedMicros(position.value()))
            .orElseThrow(() -> new LedgerFailure("no event at position " + position.value()));
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  @Override
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
