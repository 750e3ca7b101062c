package dev.packledger.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.directory.DirectoryProjection;
import dev.packledger.projections.directory.DirectoryTables;
import dev.packledger.projections.registryindex.RegistryIndexProjection;
import dev.packledger.projections.registryindex.RegistryIndexTables;
import dev.packledger.projections.sales.SalesProjection;
import dev.packledger.projections.sales.SalesTables;
import dev.packledger.projections.timeline.TimelineProjection;
import dev.packledger.projections.timeline.TimelineTables;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Axon finds the way into each projection: known events arrive, an alien one stops it. */
class HandlersTest {
  /** A projection as Axon sees it, and how far it came. */
  private record Handled(Object projection, Supplier<Position> position) {}

  private record Alien() {}

  private static final JdbcClient DATABASE = JdbcClient.create(TestDatabase.create());

  static Stream<Handled> projections() {
    DirectoryTables directory = new DirectoryTables(DATABASE);
    RegistryIndexTables index = new RegistryIndexTables(DATABASE);
    TimelineTables timeline = new TimelineTables(DATABASE);
    SalesTables sales = new SalesTables(DATABASE);
    return Stream.of(
        new Handled(new DirectoryProjection(directory), directory::position),
        new Handled(new RegistryIndexProjection(index), index::position),
        new Handled(new TimelineProjection(timeline), timeline::position),
        new Handled(new SalesProjection(sales), sales::position));
  }

  @ParameterizedTest
  @MethodSource("projections")
  void everyEventOfTheStoryArrives(Handled handled) throws Exception {
    AnnotationEventHandlerAdapter adapter = new AnnotationEventHandlerAdapter(handled.projection());
    for (Recorded<Event> recorded : EveryEvent.story()) {
      adapter.handle(message(recorded, recorded.event()));
    }
    assertThat(handled.position().get()).isEqualTo(new Position(EveryEvent.story().size()));
    adapter.prepareReset(null);
    assertThat(handled.position().get()).isEqualTo(Position.START);
  }

  @ParameterizedTest
  @MethodSource("projections")
  void anAlienEventStopsIt(Handled handled) {
    AnnotationEventHandlerAdapter adapter = new AnnotationEventHandlerAdapter(handled.projection());
    EventMessage<?> alien = message(EveryEvent.story().getFirst(), new Alien());
    assertThatThrownBy(() -> adapter.handle(alien)).isInstanceOf(IllegalArgumentException.class);
  }

  private static EventMessage<?> message(Recorded<Event> recorded, Object payload) {
    Metadata metadata = recorded.metadata();
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(recorded.position().value()),
        new GenericDomainEventMessage<>(
            "stream",
            recorded.stream(),
            recorded.sequence(),
            new GenericMessage<>(
                metadata.eventId(),
                payload,
                Map.of(
                    Metadata.ACTOR,
                    metadata.actor(),
                    Metadata.CAUSE,
                    metadata.cause(),
                    Metadata.SALT,
                    metadata.salt())),
            metadata::recordedAt));
  }
}
