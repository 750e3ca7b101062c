package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;

import io.kurrent.dbclient.EventDataBuilder;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.RecordedEvent;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamNotFoundException;
import java.nio.charset.StandardCharsets;
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

/** A snapshot and the tail after it say what the whole stream says, and only one is kept. */
@SuppressWarnings("NullAway.Init") // opened before the first try
class SnapshotsTest {
  private static Ledger ledger;
  private static KurrentEventStorageEngine engine;

  /** Everything the stream ever said, so that nothing can be missed or told twice. */
  record Told(List<String> names) {
    Told and(String name) {
      List<String> more = new ArrayList<>(names);
      more.add(name);
      return new Told(List.copyOf(more));
    }
  }

  @BeforeContainer
  static void open() {
    ledger = Ledger.on(Server.ofDouble().emptyLedger());
    engine = ledger.engine();
  }

  @AfterContainer
  static void close() {
    ledger.close();
  }

  @Property(tries = 40)
  void aSnapshotAndTheTailSayWhatTheStreamSays(
      @ForAll @IntRange(min = 1, max = 250) int events,
      @ForAll @Size(max = 4) List<@IntRange(max = 300) Integer> snapshots,
      @ForAll Damage damage)
      throws CallFailed {
    String stream = "stream-" + UUID.randomUUID();
    append(stream, events);
    Told whole = fold(engine.readEvents(stream));
    assertThat(whole.names()).hasSize(events);
    for (int at : snapshots) {
      snapshot(stream, Math.min(at, events - 1), whole);
    }
    assertThat(kept(stream)).hasSize(Math.min(1, snapshots.size()));
    damage(stream, damage);
    DomainEventStream read = store().readEvents(stream);
    long first = read.peek().getSequenceNumber();
    long newest = snapshots.stream().max(Comparator.naturalOrder()).orElse(0);
    boolean isUsed = damage == Damage.NONE;
    assertThat(first).isEqualTo(isUsed ? Math.min(newest, events - 1) : 0);
    assertThat(fold(read)).isEqualTo(whole);
  }

  enum Damage {
    NONE,
    BYTES,
    NO_JSON,
    OTHER_STREAM
  }

  private static void damage(String stream, Damage damage) throws CallFailed {
    String last = kept(stream).isEmpty() ? "{}" : kept(stream).getFirst();
    switch (damage) {
      case NONE -> {
        // Left as it is.
      }
      case BYTES -> store(stream, last.replaceFirst("\"payload\":\"..", "\"payload\":\"AA"));
      case NO_JSON -> store(stream, "\u0000" + last);
      case OTHER_STREAM -> store(stream, last.replace(stream, "stream-other"));
    }
  }

  private static void store(String stream, String snapshot) throws CallFailed {
    String name = ledger.connection.settings().names().ofSnapshots(stream);
    ledger.connection.ask(
        (client, ticket) ->
            client.appendToStream(
                name,
                EventDataBuilder.binary("snapshot", snapshot.getBytes(StandardCharsets.UTF_8))
                    .build()));
  }

  private static List<String> kept(String stream) throws CallFailed {
    String name = ledger.connection.settings().names().ofSnapshots(stream);
    try {
      return ledger
          .connection
          .ask((client, ticket) -> client.readStream(name, ReadStreamOptions.get()))
          .getEvents()
          .stream()
          .map(ResolvedEvent::getOriginalEvent)
          .map(RecordedEvent::getEventData)
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .toList();
    } catch (CallFailed failed) {
      if (failed.find(StreamNotFoundException.class).isPresent()) {
        return List.of();
      }
      throw failed;
    }
  }

  private static void append(String stream, int events) {
    List<DomainEventMessage<?>> messages = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      messages.add(new GenericDomainEventMessage<>("told", stream, i, "name " + i));
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
      case String name -> told.and(name);
      default -> throw new AssertionError("an alien: " + message);
    };
  }
}
