package dev.packledger.ledger.eventstoredb.numbering;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.StoredEnvelope;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.eventstoredb.Appended;
import dev.packledger.ledger.eventstoredb.LogPage;
import dev.packledger.ledger.eventstoredb.LogPosition;
import dev.packledger.ledger.eventstoredb.LoggedEvent;
import dev.packledger.ledger.eventstoredb.Numbering;
import dev.packledger.ledger.eventstoredb.numbering.NumberTable.Head;
import dev.packledger.ledger.eventstoredb.numbering.NumberTable.Place;
import dev.packledger.ledger.eventstoredb.numbering.NumberTable.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers the ledger's events in the order of the log. Who waits for a number reads the log itself,
 * for all who wait; a thread does it now and then for what another process stored and did not come
 * to number. The order is the log's, so it does not matter who counts; that only one does at a time
 * is the table's to guarantee, in the statement that keeps the numbers.
 *
 * <p>Events that are not the ledger's take no number. A stream that goes on elsewhere than where it
 * was left stops the numbering with {@link DamagedNumbering}: events were removed from the server.
 */
public final class Indexer implements Numbering, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
  private static final int PAGE = 1000;
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Log log;
  private final NumberTable table;
  private final StoredGroups listener;
  private final Duration pace;

  /** Whoever reads the log to number it holds this. */
  private final ReentrantLock turn = new ReentrantLock();

  /** Guarded by {@link #turn}: where the table was when it was last looked at. */
  private @Nullable Head known;

  private final Map<Place, Waiter> waiting = new ConcurrentHashMap<>();
  private @Nullable Thread thread;
  private volatile @Nullable String failure;
  private volatile boolean rung;
  private volatile boolean closed;

  /**
   * @param database of the numbers; appends wait for its connections
   * @param listener hears of the events that this process numbers
   * @param pace how often the log is looked at where nobody waits
   */
  public Indexer(Log log, DataSource database, StoredGroups listener, Duration pace) {
    this.log = log;
    this.table = new NumberTable(database);
    this.listener = listener;
    this.pace = pace;
  }

  /**
   * Compares the numbers with the log, numbers what is not yet, and goes on doing so until closed.
   *
   * @throws DamagedNumbering where they contradict each other
   * @throws LedgerFailure where we could not ask
   */
  public void start() {
    verify();
    catchUp();
    thread = Thread.ofPlatform().daemon().name("ledger-indexer").start(this::run);
  }

  /** The newest number must be of the event that the log has there. */
  private void verify() {
    long last = table.head().position().value();
    if (last == 0) {
      return;
    }
    Row row = table.at(last).orElseThrow(() -> new DamagedNumbering("no number " + last));
    LogPosition before = last == 1 ? null : table.at(last - 1).map(Row::at).orElse(null);
    LogPage page;
    do {
      page = log.after(before, PAGE);
      before = page.scanned();
    } while (page.events().isEmpty() && !page.isEnd());
    boolean same =
        !page.events().isEmpty()
            && page.events().getFirst().at().equals(row.at())
            && place(page.events().getFirst()).equals(row.place());
    if (!same) {
      throw new DamagedNumbering(
          "the server does not hold the event of position "
              + last
              + ": it is another server, or was restored to an earlier time");
    }
  }

  /** Numbers everything that the log holds now, whoever stored it. */
  public Position catchUp() {
    turn.lock();
    try {
      boolean more = true;
      while (more) {
        more = step();
      }
      return knownHead().position();
    } finally {
      turn.unlock();
    }
  }

  /** Why the last look at the log failed; empty where it did not. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * The log may have something new: the thread looks soon, and not at once, so that who stored it
   * comes to number it. Returns at once.
   */
  public void ring() {
    rung = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      if (!rung) {
        LockSupport.parkNanos(pace.toNanos());
      }
      if (rung) {
        LockSupport.parkNanos(GRACE_NANOS);
      }
      rung = false;
      try {
        look();
        report(null);
      } catch (RuntimeException failed) {
        report(String.valueOf(failed.getMessage()));
      }
    }
  }

  /** As {@link #catchUp}, from where the table is by now: mostly there is nothing left. */
  private void look() {
    turn.lock();
    try {
      known = null;
      var unused = catchUp();
    } finally {
      turn.unlock();
    }
  }

  private void report(@Nullable String now) {
    String before = failure;
    failure = now;
    if (now == null && before != null) {
      LOG.info("ledger.available: the ledger's server answers again");
    } else if (now != null && !now.equals(before) && !closed) {
      LOG.warn("ledger.unavailable: {}", now);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  @Override
  public Optional<Numbered> head() {
    long last = table.head().position().value();
    return last == 0 ? Optional.empty() : at(new Position(last));
  }

  @Override
  public Optional<Numbered> at(Position position) {
    return table.at(position.value()).map(Row::numbered);
  }

  @Override
  public Optional<Numbered> before(Instant instant) {
    Optional<Long> first = table.firstAtOrAfter(instant);
    return first.isEmpty() ? head() : at(new Position(first.get() - 1));
  }

  @Override
  public Optional<Position> awaitNumbered(String stream, Appended stored, Duration patience) {
    Waiter waiter =
        new Waiter(new Place(stream, stored.sequence()), System.nanoTime() + patience.toNanos());
    waiting.put(waiter.place, waiter);
    boolean interrupted = Thread.interrupted();
    try {
      return Optional.ofNullable(await(waiter));
    } finally {
      waiting.remove(waiter.place, waiter);
      passOn();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Reads the log until the event was in it, or lets another who waits do so; null in the end. */
  private @Nullable Position await(Waiter waiter) {
    long pauseNanos = FIRST_PAUSE_NANOS;
    while (waiter.position == null) {
      LedgerFailure away = null;
      if (turn.tryLock()) {
        try {
          if (waiter.position == null) {
            var unused = step();
          }
        } catch (DamagedNumbering damaged) {
          throw damaged;
        } catch (LedgerFailure failed) {
          away = failed;
        } finally {
          turn.unlock();
        }
      }
      if (waiter.position == null) {
        if (waiter.isOverdue()) {
          if (away != null) {
            throw away;
          }
          return null;
        }
        LockSupport.parkNanos(this, pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
      }
    }
    return waiter.position;
  }

  /** One of those who still wait takes the turn. */
  private void passOn() {
    for (Waiter next : waiting.values()) {
      if (next.position == null) {
        LockSupport.unpark(next.thread);
        return;
      }
    }
  }

  /** Who waits for the number of an event. */
  private static final class Waiter {
    private final Place place;
    private final long deadlineNanos;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable Position position;

    Waiter(Place place, long deadlineNanos) {
      this.place = place;
      this.deadlineNanos = deadlineNanos;
    }

    boolean isOverdue() {
      return System.nanoTime() - deadlineNanos > 0;
    }

    void answer(Position numbered) {
      position = numbered;
      LockSupport.unpark(thread);
    }
  }

  private Head knownHead() {
    Head head = known;
    if (head == null) {
      head = table.head();
      known = head;
    }
    return head;
  }

  /** Numbers one page of the log; false where it ended there. Only in one's turn. */
  private boolean step() {
    Head from = knownHead();
    LogPage page = log.after(from.scanned(), PAGE);
    LogPosition scanned = page.scanned();
    if (scanned == null || scanned.equals(from.scanned())) {
      answer(Map.of());
      return false;
    }
    List<Row> rows = rows(from, page);
    check(rows);
    known = null; // whatever comes now, the head has moved or its state is not known
    if (!table.number(from, rows, scanned)) {
      answer(Map.of());
      return true;
    }
    known = new Head(new Position(from.position().value() + rows.size()), scanned);
    tell(rows, page.events());
    return !page.isEnd();
  }

  private static List<Row> rows(Head from, LogPage page) {
    List<Row> rows = new ArrayList<>(page.events().size());
    long position = from.position().value();
    for (LoggedEvent event : page.events()) {
      position++;
      long recorded = NumberTable.micros(event.envelope().metadata().recordedAt());
      rows.add(new Row(position, place(event), event.at(), recorded));
    }
    return rows;
  }

  private static Place place(LoggedEvent event) {
    return new Place(event.stream(), event.sequence());
  }

  /** Each stream goes on where it was left. */
  private void check(List<Row> rows) {
    Set<String> goingOn =
        rows.stream()
            .map(Row::place)
            .filter(place -> place.sequence() > 0)
            .map(Place::stream)
            .collect(Collectors.toSet());
    Map<String, Long> last =
        goingOn.isEmpty() ? new HashMap<>() : table.lastSequences(List.copyOf(goingOn));
    for (Row row : rows) {
      Place place = row.place();
      Long before = last.put(place.stream(), place.sequence());
      boolean follows = before == null ? place.sequence() == 0 : place.sequence() == before + 1;
      if (!follows && known != null && known.equals(table.head())) {
        throw new DamagedNumbering(
            "the stream %s goes on at %d: events of it are gone from the server"
                .formatted(place.stream(), place.sequence()));
      }
    }
  }

  private void tell(List<Row> rows, List<LoggedEvent> events) {
    List<StoredEnvelope> stored = new ArrayList<>(rows.size());
    Map<Place, Position> numbered = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Position position = new Position(rows.get(i).position());
      stored.add(new StoredEnvelope(position, events.get(i).stored()));
      numbered.put(rows.get(i).place(), position);
    }
    listener.stored(stored);
    answer(numbered);
  }

  /** Tells those who wait; of whom nothing is said here, somebody else may have numbered. */
  private void answer(Map<Place, Position> numbered) {
    List<Place> others = new ArrayList<>();
    for (Waiter waiter : waiting.values()) {
      Position position = numbered.get(waiter.place);
      if (position != null) {
        waiter.answer(position);
      } else if (waiter.position == null) {
        others.add(waiter.place);
      }
    }
    if (!others.isEmpty()) {
      table.positions(others).forEach(this::answer);
    }
  }

  private void answer(Place place, Position position) {
    Waiter waiter = waiting.get(place);
    if (waiter != null) {
      waiter.answer(position);
    }
  }
}
