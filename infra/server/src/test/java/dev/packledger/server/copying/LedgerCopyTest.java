package dev.packledger.server.copying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRenamed;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.LedgerWriter;
import dev.packledger.ledger.StoredEnvelope;
import dev.packledger.ledger.eventstoredb.serverdouble.ServerDouble;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import dev.packledger.server.engines.LedgerEnd;
import dev.packledger.server.engines.LedgerEngines;
import dev.packledger.server.engines.LedgerPlace;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Both ways, interrupted, and refused where the target holds something else. */
class LedgerCopyTest {
  private static final int EVENTS = 1700;
  private static final LedgerCopy.Progress UNSHOWN =
      new LedgerCopy.Progress() {
        @Override
        public void compared(Position through, Position of) {}

        @Override
        public void copied(Position through, Position of) {}
      };
  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir private static @Nullable Path folder;
  private static @Nullable EmbeddedPostgres postgres;

  private ServerDouble esdb;

  @BeforeAll
  static void startPostgres() {
    postgres = EmbeddedPostgres.start(Objects.requireNonNull(folder));
  }

  @AfterAll
  static void stopPostgres() {
    Objects.requireNonNull(postgres).close();
  }

  @BeforeEach
  void start() {
    esdb = ServerDouble.start(InstantSource.system());
  }

  @AfterEach
  void stop() {
    esdb.close();
  }

  private static PGSimpleDataSource database() throws SQLException {
    String name = "copy" + COUNT.incrementAndGet();
    try (var connection = source("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    PGSimpleDataSource source = source(name);
    Flyway.configure()
        .dataSource(source)
        .loggers("slf4j")
        .locations("classpath:db/migration/ledger", "classpath:db/migration/numbering")
        .load()
        .migrate();
    return source;
  }

  private static PGSimpleDataSource source(String name) {
    EmbeddedPostgres server = Objects.requireNonNull(postgres);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(server.jdbcUrl());
    source.setUser(server.user());
    source.setPassword(server.password());
    source.setDatabaseName(name);
    return source;
  }

  private LedgerEnd inPostgres(PGSimpleDataSource database) {
    return LedgerEngines.end(LedgerPlace.POSTGRESQL, database);
  }

  private LedgerEnd inEventStore(PGSimpleDataSource database) {
    return LedgerEngines.end(new LedgerPlace.EventStoreDb(esdb.connectionString()), database);
  }

  /** Streams that go on in turns, in appends of one to three events. */
  private static List<StoredEnvelope> events(int count) {
    List<StoredEnvelope> events = new ArrayList<>();
    long[] sequences = new long[40];
    while (events.size() < count) {
      int stream = events.size() % sequences.length;
      for (int i = 0; i <= stream % 3 && events.size() < count; i++) {
        events.add(event(events.size() + 1, "org_" + stream, sequences[stream]++));
      }
    }
    return events;
  }

  private static StoredEnvelope event(long position, String stream, long sequence) {
    Metadata metadata =
        new Metadata(
            UUID.randomUUID().toString(),
            new Actor(Actor.Kind.OPERATOR, "test"),
            new Cause("command", null, "correlation"),
            Instant.parse("2025-06-01T00:00:00Z").plusSeconds(position),
            "5a17");
    Envelope envelope =
        EventCodec.LEDGER.envelope(
            stream, sequence, new OrganizationRenamed("name " + position), metadata);
    return new StoredEnvelope(new Position(position), envelope.encode());
  }

  private static void fill(LedgerWriter writer, List<StoredEnvelope> events) {
    for (int at = 0; at < events.size(); at += 400) {
      writer.append(events.subList(at, Math.min(events.size(), at + 400)));
    }
  }

  private static List<String> whole(LedgerReader reader) {
    List<String> whole = new ArrayList<>();
    reader.envelopes(
        Position.START,
        reader.head(),
        stored -> whole.add(stored.position().value() + new String(stored.envelope())));
    return whole;
  }

  private static Position copy(LedgerEnd from, LedgerEnd to, LedgerWriter writer) {
    return new LedgerCopy(from.reader(), to.reader(), writer, UNSHOWN).run();
  }

  @Test
  void thereAndBackEveryEventKeepsItsPositionAndItsBytes() throws SQLException {
    PGSimpleDataSource first = database();
    try (LedgerEnd here = inPostgres(first);
        LedgerEnd there = inEventStore(first);
        LedgerEnd back = inPostgres(database())) {
      fill(here.writer(), events(EVENTS));
      esdb.appendForeign("somebody", "their.event", 70);
      assertThat(copy(here, there, there.writer())).isEqualTo(new Position(EVENTS));
      assertThat(whole(there.reader())).hasSize(EVENTS).isEqualTo(whole(here.reader()));
      assertThat(copy(there, back, back.writer())).isEqualTo(new Position(EVENTS));
      assertThat(whole(back.reader())).isEqualTo(whole(here.reader()));
      assertThat(copy(there, back, next -> new Position(0))).isEqualTo(new Position(EVENTS));
    }
  }

  @Test
  void interruptedItGoesOnWhereItWas() throws SQLException {
    PGSimpleDataSource database = database();
    try (LedgerEnd here = inPostgres(database)) {
      fill(here.writer(), events(EVENTS));
      try (LedgerEnd there = inEventStore(database)) {
        assertThatExceptionOfType(LedgerFailure.class)
            .isThrownBy(() -> copy(here, there, dyingAfter(2, there.writer())));
      }
      try (LedgerEnd there = inEventStore(database)) {
        assertThat(there.reader().head().value()).isBetween(501L, (long) EVENTS - 1);
        assertThat(copy(here, there, there.writer())).isEqualTo(new Position(EVENTS));
        assertThat(whole(there.reader())).isEqualTo(whole(here.reader()));
      }
    }
  }

  /** The part of the batch at hand that it had stored by then is there. */
  private static LedgerWriter dyingAfter(int batches, LedgerWriter writer) {
    AtomicInteger left = new AtomicInteger(batches);
    return next -> {
      if (left.getAndDecrement() == 0) {
        writer.append(next.subList(0, 7));
        throw new LedgerFailure("killed");
      }
      return writer.append(next);
    };
  }

  @Test
  void aTargetThatIsNoBeginningOfTheSourceIsRefused() throws SQLException {
    PGSimpleDataSource database = database();
    try (LedgerEnd here = inPostgres(database);
        LedgerEnd there = inEventStore(database)) {
      fill(here.writer(), events(5));
      fill(there.writer(), events(3)); // other ids
      assertThatExceptionOfType(CopyRefused.class)
          .isThrownBy(() -> copy(here, there, there.writer()))
          .satisfies(refused -> assertThat(refused.code()).isEqualTo("copy.target_differs"))
          .withMessageContaining("position 1 ");
      assertThat(there.reader().head()).isEqualTo(new Position(3));
      assertThatExceptionOfType(CopyRefused.class)
          .isThrownBy(() -> copy(there, here, here.writer()))
          .satisfies(refused -> assertThat(refused.code()).isEqualTo("copy.target_ahead"));
    }
  }

  @Test
  void somebodyWhoAppendsMeanwhileIsNoticed() throws SQLException {
    PGSimpleDataSource database = database();
    try (LedgerEnd here = inPostgres(database);
        LedgerEnd there = inEventStore(database)) {
      fill(here.writer(), events(5));
      LedgerWriter beside =
          next -> {
            there.writer().append(List.of(event(1, "org_other", 0)));
            return there.writer().append(next);
          };
      assertThatExceptionOfType(CopyRefused.class)
          .isThrownBy(() -> copy(here, there, beside))
          .satisfies(refused -> assertThat(refused.code()).isEqualTo("copy.ledger_moves"));
    }
  }

  @Test
  void aByteThatIsAnotherOneIsNoticedAfterwards() throws SQLException {
    PGSimpleDataSource database = database();
    try (LedgerEnd here = inPostgres(database);
        LedgerEnd there = inEventStore(database)) {
      List<StoredEnvelope> events = events(5);
      fill(here.writer(), events);
      LedgerWriter altering =
          next -> {
            List<StoredEnvelope> altered = new ArrayList<>(next);
            altered.set(
                4, event(5, Envelope.decode(next.get(4).envelope()).stream(), sequence(next)));
            return there.writer().append(altered);
          };
      assertThatExceptionOfType(CopyRefused.class)
          .isThrownBy(() -> copy(here, there, altering))
          .withMessageContaining("position 5 ");
    }
  }

  private static long sequence(List<StoredEnvelope> next) {
    return Envelope.decode(next.get(4).envelope()).sequence();
  }
}
