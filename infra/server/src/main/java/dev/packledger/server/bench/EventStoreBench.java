package dev.packledger.server.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.eventstoredb.Appended;
import dev.packledger.ledger.eventstoredb.EventStoreConnection;
import dev.packledger.ledger.eventstoredb.EventStoreSettings;
import dev.packledger.ledger.eventstoredb.LogReader;
import dev.packledger.ledger.eventstoredb.StreamAppender;
import dev.packledger.ledger.eventstoredb.StreamReader;
import dev.packledger.ledger.eventstoredb.numbering.Indexer;
import dev.packledger.ledger.eventstoredb.numbering.NumberedReader;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * What the engine on EventStoreDB adds to its bare client, on one double of the server: appends,
 * each awaited, and reading everything. The double keeps its log in memory, so that the figures say
 * nothing of a server: only the ratios do, and what the engine adds to each event.
 */
public final class EventStoreBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration NEVER = Duration.ofDays(1);
  private static final int FILL_EVENTS_MAX = 300;
  private static final int CONNECTIONS = 8;

  private final int appends;
  private final int events;
  private final int turns;
  private final Consumer<String> out;

  /**
   * @param appends of each turn, of one event each
   * @param events that are read, about
   * @param turns of each, odd; the median counts
   */
  public EventStoreBench(int appends, int events, int turns, Consumer<String> out) {
    this.appends = appends;
    this.events = events;
    this.turns = turns;
    this.out = out;
  }

  /**
   * Measures and prints.
   *
   * @param folder an empty one, for the numbers
   */
  public void run(Path folder, List<Integer> producers, InstantSource clock)
      throws SQLException, InterruptedException, ExecutionException {
    try (BenchDatabase database = BenchDatabase.open(folder);
        HikariDataSource pool = pool(database);
        ServerDouble server = ServerDouble.start(clock);
        EventStoreConnection connection =
            EventStoreConnection.toLeader(EventStoreSettings.of(server.connectionString()));
        BareClient bare = BareClient.of(server.connectionString())) {
      Indexer indexer =
          new Indexer(new LogReader(connection)::after, pool, StoredGroups.UNHEARD, NEVER);
      List<Recorded<Event>> trade = new ArrayList<>();
      new TradeLedger(Math.max(events, appends)).tell(trade::add);
      out.accept(
          "on a double of the server in this JVM, its log in memory; numbers in a durable"
              + " PostgreSQL");
      for (int count : producers) {
        append(new StreamAppender(connection), bare, indexer, trade, count);
      }
      read(connection, bare, indexer, pool, trade);
    }
  }

  private static HikariDataSource pool(BenchDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.source());
    config.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(config);
  }

  private void append(
      StreamAppender appender,
      BareClient bare,
      Indexer indexer,
      List<Recorded<Event>> trade,
      int producers)
      throws InterruptedException {
    Map<String, AwaitedAppends.Subject> subjects = new LinkedHashMap<>();
    subjects.put("bare client", bare::append);
    subjects.put("stored", event -> appender.append(List.of(event)));
    subjects.put(
        "stored and numbered",
        event -> {
          Appended stored = appender.append(List.of(event));
          var position = indexer.awaitNumbered(event.stream(), stored, PATIENCE).orElseThrow();
        });
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int turn = 0; turn <= turns; turn++) {
      for (Map.Entry<String, AwaitedAppends.Subject> subject : subjects.entrySet()) {
        String stream = "t%d-%d-%s-".formatted(producers, turn, subject.getKey().length());
        indexer.catchUp(); // what the others left in the log
        double rate =
            new AwaitedAppends(subject.getValue(), trade, appends).rate(stream, producers);
        if (turn > 0) {
          rates.computeIfAbsent(subject.getKey(), name -> new ArrayList<>()).add(rate);
        }
      }
    }
    say("%3d producers, appends/s:".formatted(producers), rates, producers);
  }

  private void read(
      EventStoreConnection connection,
      BareClient bare,
      Indexer indexer,
      HikariDataSource pool,
      List<Recorded<Event>> trade)
      throws InterruptedException, ExecutionException {
    fill(new StreamAppender(connection), trade);
    Position head = indexer.catchUp();
    NumberedReader reader =
        new NumberedReader(
            new LogReader(connection)::after,
            new StreamReader(connection),
            pool,
            () -> {},
            EventCodec.LEDGER);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int turn = 0; turn <= turns; turn++) {
      Map<String, Double> now = new LinkedHashMap<>();
      now.put("bare client", rate(bare::readAll));
      now.put("numbered", rate(() -> stored(reader, head)));
      now.put("numbered and decoded", rate(() -> decoded(reader, head)));
      if (turn > 0) {
        now.forEach(
            (name, rate) -> rates.computeIfAbsent(name, all -> new ArrayList<>()).add(rate));
      }
    }
    say("%d events read, events/s:".formatted(head.value()), rates, 1);
  }

  private static long stored(NumberedReader reader, Position head) {
    long[] seen = new long[1];
    reader.envelopes(Position.START, head, event -> seen[0]++);
    return seen[0];
  }

  private static long decoded(NumberedReader reader, Position head) {
    long[] seen = new long[1];
    reader.read(Position.START, head, event -> seen[0]++);
    return seen[0];
  }

  /** Each stream by itself, in appends of many events. */
  private static void fill(StreamAppender appender, List<Recorded<Event>> trade) {
    Map<String, List<Envelope>> streams = new LinkedHashMap<>();
    for (Recorded<Event> recorded : trade) {
      streams
          .computeIfAbsent(recorded.stream(), stream -> new ArrayList<>())
          .add(AwaitedAppends.envelope(recorded, recorded.stream(), recorded.sequence()));
    }
    for (List<Envelope> stream : streams.values()) {
      for (int at = 0; at < stream.size(); at += FILL_EVENTS_MAX) {
        appender.append(stream.subList(at, Math.min(stream.size(), at + FILL_EVENTS_MAX)));
      }
    }
  }

  private interface Reading {
    /** Answers how many events it saw. */
    long all() throws InterruptedException, ExecutionException;
  }

  private static double rate(Reading reading) throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long seen = reading.all();
    return seen / ((System.nanoTime() - began) / 1e9);
  }

  /** The first is what the others are compared with. */
  private void say(String what, Map<String, List<Double>> rates, int producers) {
    double bare = Figure.median(rates.values().iterator().next());
    StringBuilder line = new StringBuilder(what);
    rates.forEach(
        (name, figures) -> {
          double rate = Figure.median(figures);
          line.append(String.format(Locale.ROOT, " %s %.0f", name, rate));
          if (rate != bare) {
            line.append(
                String.format(
                    Locale.ROOT,
                    " (ratio %.2f, adds %.1f microseconds)",
                    rate / bare,
                    (producers / rate - producers / bare) * 1e6));
          }
          line.append(';');
        });
    out.accept(line.toString());
  }
}
