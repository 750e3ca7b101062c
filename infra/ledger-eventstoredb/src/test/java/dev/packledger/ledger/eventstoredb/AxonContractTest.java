package dev.packledger.ledger.eventstoredb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.ledger.TextSerializer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Axon's own suite for event storage engines. Of its 28 tests seven are overridden, those of
 * tokens: they append in one call events of several aggregates, whose sequences begin anywhere.
 * Here one append is one stream and a sequence is the server's revision, so that such events cannot
 * be stored; the same questions are asked of one stream from its beginning.
 */
public class AxonContractTest
    extends BatchingEventStorageEngineTest<
        KurrentEventStorageEngine, KurrentEventStorageEngine.Builder> {
  private EventStoreConnection connection;
  private KurrentEventStorageEngine engine;

  @BeforeEach
  void open() {
    connection = EventStoreConnection.toLeader(server().emptyLedger());
    engine = createEngine();
    setTestSubject(engine);
  }

  @AfterEach
  void close() {
    if (connection != null) {
      connection.close();
    }
  }

  /** Where the server comes from. */
  Server server() {
    return Server.ofDouble();
  }

  /** Who numbers the events. */
  protected Numbering numbering(EventStoreConnection connection) {
    return new CountingNumbering(connection);
  }

  @Override
  protected KurrentEventStorageEngine createEngine(
      UnaryOperator<KurrentEventStorageEngine.Builder> customization) {
    KurrentEventStorageEngine.Builder builder =
        KurrentEventStorageEngine.builder()
            .eventSerializer(new TextSerializer())
            .snapshotSerializer(Jackson3Serializer.builder().build())
            .connection(connection)
            .numbering(numbering(connection));
    return customization.apply(builder).build();
  }

  @Test
  @Override
  public void createTailToken() {
    List<DomainEventMessage<String>> events = appended("10:15:00", "10:15:40", "10:15:35");
    assertRead(engine.createTailToken(), events);
  }

  @Test
  @Override
  public void createHeadToken() {
    appended("10:15:00", "10:15:40", "10:15:35");
    assertRead(engine.createHeadToken(), List.of());
  }

  @Test
  @Override
  public void createTokenAt() {
    List<DomainEventMessage<String>> events = appended("10:15:00", "10:15:40", "10:15:35");
    assertRead(engine.createTokenAt(at("10:15:30")), events.subList(1, 3));
  }

  @Test
  @Override
  public void createTokenAtExactTime() {
    List<DomainEventMessage<String>> events = appended("10:15:30", "10:15:40", "10:15:35");
    assertRead(engine.createTokenAt(at("10:15:30")), events);
  }

  @Test
  @Override
  public void createTokenWithUnorderedEvents() {
    List<DomainEventMessage<String>> events =
        appended("10:15:30", "10:15:40", "10:15:50", "10:15:45", "10:15:42");
    assertRead(engine.createTokenAt(at("10:15:45")), events.subList(2, 5));
  }

  @Test
  @Override
  public void createTokenAtTimeAfterLastEvent() {
    appended("10:15:30", "10:15:40", "10:15:35");
    assertRead(engine.createTokenAt(at("10:16:00")), List.of());
  }

  @Test
  @Override
  public void createTokenAtTimeBeforeFirstEvent() {
    List<DomainEventMessage<String>> events = appended("10:15:30", "10:15:40", "10:15:35");
    assertRead(engine.createTokenAt(at("10:15:00")), events);
  }

  private List<DomainEventMessage<String>> appended(String... times) {
    String stream = UUID.randomUUID().toString();
    List<DomainEventMessage<String>> events = new ArrayList<>();
    for (String time : times) {
      events.add(
          new GenericDomainEventMessage<>(
              "type",
              stream,
              events.size(),
              "payload",
              Map.of(),
              UUID.randomUUID().toString(),
              at(time)));
    }
    engine.appendEvents(events);
    return events;
  }

  private static Instant at(String time) {
    return Instant.parse("2007-12-03T" + time + "Z");
  }

  private void assertRead(TrackingToken after, List<DomainEventMessage<String>> expected) {
    assertThat(engine.readEvents(after, false).map(EventMessage::getIdentifier))
        .isEqualTo(expected.stream().map(EventMessage::getIdentifier).toList());
  }
}
