package dev.packledger.ledger.eventstoredb.numbering;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.ledger.DecodedAhead;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.StoredEnvelope;
import dev.packledger.ledger.eventstoredb.LogPage;
import dev.packledger.ledger.eventstoredb.LogPosition;
import dev.packledger.ledger.eventstoredb.LoggedEvent;
import dev.packledger.ledger.eventstoredb.StreamReader;
import dev.packledger.ledger.eventstoredb.numbering.NumberTable.Place;
import dev.packledger.ledger.eventstoredb.numbering.NumberTable.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger on EventStoreDB by its dense positions: what is numbered is there, in the order
 * of the log, and every page that is read is compared with its numbers.
 */
public final class NumberedReader implements LedgerReader {
  private static final int PAGE = 1000;

  /** Streams that are asked for at once. */
  private static final int STREAMS_AT_ONCE = 16;

  private final Log log;
  private final StreamReader streams;
  private final NumberTable table;
  private final Runnable catchUp;
  private final EventCodec codec;

  /**
   * @param catchUp numbers what is stored already; does nothing where nobody may number
   */
  public NumberedReader(
      Log log, StreamReader streams, DataSource database, Runnable catchUp, EventCodec codec) {
    this.log = log;
    this.streams = streams;
    this.table = new NumberTable(database);
    this.catchUp = catchUp;
    this.codec = codec;
  }

  @Override
  public Position head() {
    return table.head().position();
  }

  @Override
  public void read(Position after, Position through, Consumer<Recorded<Event>> reader) {
    if (through.value() - after.value() > PAGE) {
      DecodedAhead decoded = new DecodedAhead(codec, reader);
      envelopes(
          after, through, stored -> decoded.add(stored.position().value(), stored.envelope()));
      decoded.finish();
    } else {
      envelopes(after, through, stored -> reader.accept(recorded(stored)));
    }
  }

  private Recorded<Event> recorded(StoredEnvelope stored) {
    return codec.recorded(Envelope.decode(stored.envelope()), stored.position());
  }

  @Override
  public void envelopes(Position after, Position through, Consumer<StoredEnvelope> reader) {
    long last = after.value();
    LogPosition scanned = last == 0 || last >= through.value() ? null : row(last).at();
    while (last < through.value()) {
      LogPage page = log.after(scanned, PAGE);
      List<LoggedEvent> events = page.events();
      int size = Math.toIntExact(Math.min(events.size(), through.value() - last));
      if (size > 0) {
        check(last + size, events.get(size - 1));
      } else if (page.isEnd()) {
        throw new LedgerFailure("the ledger ends before position " + through.value());
      }
      for (LoggedEvent event : events.subList(0, size)) {
        last++;
        reader.accept(new StoredEnvelope(new Position(last), event.stored()));
      }
      scanned = page.scanned();
    }
  }

  private Row row(long position) {
    return table
        .at(position)
        .orElseThrow(() -> new LedgerFailure("no event at position " + position));
  }

  private void check(long position, LoggedEvent event) {
    Row row = row(position);
    if (!row.at().equals(event.at())
        || !row.place().equals(new Place(event.stream(), event.sequence()))) {
      throw new DamagedNumbering("the log does not have the event of position " + position);
    }
  }

  /** What is stored and not yet numbered is numbered first. */
  @Override
  public List<Recorded<Event>> stream(String streamId) {
    List<Row> numbered = table.stream(streamId);
    List<Envelope> stored = page(streamId, 0, Long.MAX_VALUE);
    if (stored.size() < numbered.size()) {
      throw new DamagedNumbering("events of the stream " + streamId + " are gone from the server");
    }
    if (stored.size() > numbered.size()) {
      catchUp.run();
      numbered = table.stream(streamId);
    }
    List<Recorded<Event>> stream = new ArrayList<>();
    for (int i = 0; i < Math.min(numbered.size(), stored.size()); i++) {
      stream.add(codec.recorded(stored.get(i), new Position(numbered.get(i).position())));
    }
    return stream;
  }

  @Override
  public List<Recorded<Event>> streams(Collection<String> wanted, Position through, int atMost) {
    List<Row> rows = table.streams(wanted, through.value(), atMost);
    Map<Place, Envelope> stored = stored(rows);
    return rows.stream()
        .map(row -> codec.recorded(found(stored, row), new Position(row.position())))
        .toList();
  }

  private static Envelope found(Map<Place, Envelope> stored, Row row) {
    @Nullable Envelope envelope = stored.get(row.place());
    if (envelope == null) {
      throw new DamagedNumbering(
          "the server does not have the event of position " + row.position());
    }
    return envelope;
  }

  /** Each stream is asked for by itself, some at once. */
  private Map<Place, Envelope> stored(List<Row> rows) {
    Map<String, LongSummaryStatistics> parts =
        rows.stream()
            .map(Row::place)
            .collect(
                Collectors.groupingBy(Place::stream, Collectors.summarizingLong(Place::sequence)));
    Map<Place, Envelope> stored = new HashMap<>();
    try (ExecutorService asking =
        Executors.newFixedThreadPool(STREAMS_AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<List<Envelope>>> answers = new ArrayList<>();
      parts.forEach(
          (stream, part) ->
              answers.add(asking.submit(() -> page(stream, part.getMin(), part.getMax()))));
      for (Future<List<Envelope>> answer : answers) {
        answered(answer)
            .forEach(
                envelope ->
                    stored.put(new Place(envelope.stream(), envelope.sequence()), envelope));
      }
    }
    return stored;
  }

  private static List<Envelope> answered(Future<List<Envelope>> answer) {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new CompletionException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LedgerFailure("interrupted while the ledger was read", interrupted);
    }
  }

  /** The events of a stream from one sequence through another. */
  private List<Envelope> page(String stream, long from, long through) {
    List<Envelope> events = new ArrayList<>();
    long next = from;
    List<Envelope> page;
    do {
      int asked = through - next < PAGE ? Math.toIntExact(through - next + 1) : PAGE;
      page = streams.read(stream, next, asked);
      events.addAll(page);
      next += page.size();
    } while (page.size() == PAGE && next <= through);
    return events;
  }

  @Override
  public Instant recordedAt(Position position) {
    return Instant.EPOCH.plus(row(position.value()).recordedMicros(), ChronoUnit.MICROS);
  }

  @Override
  public Position at(Instant instant) {
    return new Position(table.lastAtOrBefore(instant));
  }
}
