package dev.packledger.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRenamed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** A snapshot and the tail after it say what the whole stream says. */
@SuppressWarnings("NullAway.Init") // opened before the first try
class SnapshotsTest {
  private static LedgerDatabase database;
  private static PostgresEventStorageEngine engine;

  /** Everything the stream ever said, so that nothing can be missed or told twice. */
  record Told(List<String> names) {
    Told and(String name) {
      List<String> more = new ArrayList<>(names);
      more.add(name);
      return new Told(List.copyOf(more));
    }
  }

  @BeforeContainer
  static void open() throws SQLException {
    database = LedgerDatabase.create();
    engine = Engines.quick(database.source(), database.source());
  }

  @AfterContainer
  static void close() throws SQLException {
    engine.close();
    database.close();
  }

  @Property(tries = 60)
  void aSnapshotAndTheTailSayWhatTheStreamSays(
      @ForAll @IntRange(min = 1, max = 250) int events,
      @ForAll @Size(max = 4) List<@IntRange(max = 300) Integer> snapshots,
      @ForAll boolean damaged)
      throws SQLException {
    String stream = "stream-" + UUID.randomUUID();
    append(stream, events);
    Told whole = fold(engine.readEvents(stream));
    assertThat(whole.names()).hasSize(events);
    for (int at : snapshots) {
      snapshot(stream, Math.min(at, events - 1), whole);
    }
    if (damaged) {
      database.execute(
          "update ledger.snapshots set payload = payload || '\\x20' where stream = '"
              + stream
              + "'");
    }
    DomainEventStream read = store().readEvents(stream);
    long first = read.peek().getSequenceNumber();
    long newest = snapshots.stream().max(Comparator.naturalOrder()).orElse(0);
    assertThat(first).isEqualTo(damaged ? 0 : Math.min(newest, events - 1));
    assertThat(fold(read)).isEqualTo(whole);
  }

  private static void append(String stream, int events) {
    List<DomainEventMessage<?>> messages = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      messages.add(Messages.renamed(stream, i));
    }
    engine.appendEvents(messages);
  }

  private static void snapshot(String stream, int sequence, Told whole) {
    Told then = new Told(whole.names().subList(0, sequence + 1));
    engine.storeSnapshot(new GenericDomainEventMessage<>("told", stream, sequence, then));
  }

  private static EmbeddedEventStore store() {
    return EmbeddedEventStore.builder().storageEngine(engine).build();
  }

  private static Told fold(DomainEventStream stream) {
    return stream.asStream().reduce(new Told(List.of()), SnapshotsTest::fold, (a, b) -> b);
  }

  private static Told fold(Told told, DomainEventMessage<?> message) {
    return switch (message.getPayload()) {
      case Told snapshot -> snapshot;
      case OrganizationRenamed(String name) -> told.and(name);
      default -> throw new AssertionError("an alien: " + message);
    };
  }
}
