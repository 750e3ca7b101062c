package dev.packledger.ledger.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.UnreadableEvent;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.organizations.OrganizationEvent.OrganizationRenamed;
import dev.packledger.ledger.LedgerFailure;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresLedgerReaderTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

  private LedgerDatabase database;
  private PostgresEventStorageEngine engine;
  private PostgresLedgerReader reader;

  @BeforeEach
  void open() throws SQLException {
    database = LedgerDatabase.create();
    engine = Engines.quick(database.source(), database.source());
    reader = new PostgresLedgerReader(database.source(), EventCodec.LEDGER);
  }

  @AfterEach
  void close() throws SQLException {
    engine.close();
    database.close();
  }

  @Test
  void anEmptyLedgerIsReadToItsEnd() {
    assertThat(reader.head()).isEqualTo(Position.START);
    assertThat(read(0, 0)).isEmpty();
    assertThat(reader.stream("a")).isEmpty();
    assertThat(reader.at(NOON)).isEqualTo(Position.START);
  }

  @Test
  void eventsComeInOrderFromAnywhereToAnywhere() {
    append("a", 2500);
    append("b", 10);
    assertThat(reader.head().value()).isEqualTo(2510);
    assertThat(read(0, 2510)).hasSize(2510);
    assertThat(read(999, 2001)).hasSize(1002).first().extracting("position.value").isEqualTo(1000L);
    assertThat(reader.stream("a")).hasSize(2500);
    Recorded<Event> last = reader.stream("b").getLast();
    assertThat(last.position().value()).isEqualTo(2510);
    assertThat(last.sequence()).isEqualTo(9);
    assertThat(last.event()).isEqualTo(new OrganizationRenamed("name 9"));
    assertThat(last.metadata().actor()).isEqualTo(new Actor(Actor.Kind.OPERATOR, "test"));
    assertThat(last.metadata().salt()).matches("[0-9a-f]{32}");
  }

  @Test
  void severalStreamsComeInOneOrderThroughAPosition() {
    append("a", 3);
    append("b", 3);
    append("c", 3);
    engine.appendEvents(Messages.renamed("a", 3, NOON));
    List<String> streams = List.of("c", "a", "nobody");
    assertThat(reader.streams(streams, new Position(10), 100))
        .extracting(event -> event.position().value())
        .containsExactly(1L, 2L, 3L, 7L, 8L, 9L, 10L);
    assertThat(reader.streams(streams, new Position(8), 100))
        .extracting(event -> event.position().value())
        .containsExactly(1L, 2L, 3L, 7L, 8L);
    assertThat(reader.streams(streams, new Position(10), 4))
        .extracting(event -> event.stream())
        .containsExactly("a", "a", "a", "c");
    assertThat(reader.streams(List.of(), new Position(10), 4)).isEmpty();
    assertThat(reader.recordedAt(new Position(10))).isEqualTo(NOON);
    assertThatThrownBy(() -> reader.recordedAt(new Position(11))).isInstanceOf(LedgerFailure.class);
  }

  @Test
  void theCutAtAnInstantIsTheLastEventRecordedByThen() {
    // One clock runs ahead by a minute: its event stands before others that were recorded earlier.
    int[] seconds = {0, 1, 61, 2, 3, 4};
    for (int i = 0; i < seconds.length; i++) {
      engine.appendEvents(Messages.renamed("a", i, NOON.plusSeconds(seconds[i])));
    }
    assertThat(reader.at(NOON.minusNanos(1000))).isEqualTo(Position.START);
    assertThat(reader.at(NOON).value()).isEqualTo(1);
    assertThat(reader.at(NOON.plusSeconds(1)).value()).isEqualTo(2);
    assertThat(reader.at(NOON.plusSeconds(2)).value()).isEqualTo(4);
    assertThat(reader.at(NOON.plusSeconds(3)).value()).isEqualTo(5);
    assertThat(reader.at(NOON.plusSeconds(60)).value()).isEqualTo(6);
    assertThat(reader.at(Instant.MAX.minusSeconds(1)).value()).isEqualTo(6);
  }

  @Test
  void aHoleStopsEveryReader() throws SQLException {
    append("a", 5);
    database.execute(
        "set session_replication_role = replica; delete from ledger.events where position = 3");
    assertThatThrownBy(() -> read(0, 5))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("no event at position 3");
    assertThatThrownBy(() -> engine.readEvents(null, false).count())
        .isInstanceOf(LedgerFailure.class);
  }

  @Test
  void aHoleInALongStretchIsNeverReadOver() throws SQLException {
    append("a", 2500);
    database.execute(
        "set session_replication_role = replica; delete from ledger.events where position = 1700");
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(() -> readLong(seen))
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("no event at position 1700");
    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, seen.size()).boxed().toList());
  }

  @Test
  void ofALongStretchEverythingBeforeAnAlienEventIsRead() throws SQLException {
    append("a", 2500);
    paint(1700);
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(() -> readLong(seen)).isInstanceOf(UnreadableEvent.class);
    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 1699).boxed().toList());
  }

  @Test
  void aReaderThatFailsIsHandedNothingMore() {
    append("a", 2500);
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                reader.read(
                    Position.START,
                    new Position(2500),
                    event -> {
                      seen.add(event.position().value());
                      if (seen.size() == 300) {
                        throw new IllegalStateException("full");
                      }
                    }))
        .hasMessage("full");
    assertThat(seen).hasSize(300);
    assertThat(read(0, 2500)).hasSize(2500);
  }

  private void readLong(List<Long> seen) {
    reader.read(Position.START, new Position(2500), event -> seen.add(event.position().value()));
  }

  private void paint(long position) throws SQLException {
    database.execute(
        """
        set session_replication_role = replica;
        update ledger.events set envelope = convert_to(
          replace(convert_from(envelope, 'UTF8'), 'organization.renamed', 'organization.painted'),
          'UTF8') where position = %d\
        """
            .formatted(position));
  }

  @Test
  void anAlienEventStopsEveryReaderAndIsNeverSkipped() throws SQLException {
    append("a", 3);
    paint(2);
    List<Recorded<Event>> seen = new ArrayList<>();
    assertThatThrownBy(() -> reader.read(Position.START, new Position(3), seen::add))
        .isInstanceOf(UnreadableEvent.class);
    assertThat(seen).hasSize(1);
    assertThatThrownBy(() -> reader.stream("a")).isInstanceOf(UnreadableEvent.class);
    assertThatThrownBy(
            () -> engine.readEvents("a").asStream().forEach(DomainEventMessage::getPayload))
        .isInstanceOf(SerializationException.class);
    assertThatThrownBy(
            () -> engine.readEvents(null, false).map(EventMessage::getPayloadType).toList())
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void aStoredEventCannotBeChanged() {
    append("a", 1);
    for (String change :
        List.of(
            "update ledger.events set sequence = 7",
            "delete from ledger.events",
            "truncate ledger.events")) {
      assertThatThrownBy(() -> database.execute(change))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("never changed");
    }
  }

  @Test
  void anEventWithoutActorOrCauseIsNotStored() {
    DomainEventMessage<?> anonymous = Messages.renamed("a", 0).withMetaData(Map.of());
    assertThatThrownBy(() -> engine.appendEvents(anonymous))
        .isInstanceOf(SerializationException.class);
    assertThat(reader.head()).isEqualTo(Position.START);
  }

  private void append(String stream, int events) {
    List<DomainEventMessage<?>> messages = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      messages.add(Messages.renamed(stream, i));
    }
    engine.appendEvents(messages);
  }

  private List<Recorded<Event>> read(long after, long through) {
    List<Recorded<Event>> all = new ArrayList<>();
    reader.read(new Position(after), new Position(through), all::add);
    return all;
  }
}
