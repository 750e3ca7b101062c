package dev.packledger.server.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.packledger.codec.PayloadMapper;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.projections.access.AccessMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * The same events in Axon's own JDBC engine, with Axon's own Jackson serializer: it needs to be
 * told no more than how our ids are spelled.
 */
final class AxonReplay implements AutoCloseable {
  private static final int APPEND = 1000;
  private static final int CONNECTIONS = 2;

  private final HikariDataSource pool;
  private final JdbcEventStorageEngine engine;
  private final List<DomainEventMessage<?>> appending = new ArrayList<>();

  private AxonReplay(HikariDataSource pool, JdbcEventStorageEngine engine) {
    this.pool = pool;
    this.engine = engine;
  }

  static AxonReplay over(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(CONNECTIONS);
    HikariDataSource pool = new HikariDataSource(config);
    Serializer serializer =
        Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(mapper -> mapper.addModule(PayloadMapper.module()))
            .build();
    JdbcEventStorageEngine engine =
        JdbcEventStorageEngine.builder()
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .connectionProvider(pool::getConnection)
            .transactionManager(NoTransactionManager.INSTANCE)
            .build();
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
    return new AxonReplay(pool, engine);
  }

  void store(Recorded<Event> recorded) {
    Metadata metadata = recorded.metadata();
    Map<String, String> carried =
        Map.of(
            "actor", metadata.actor().id(),
            "command", metadata.cause().commandId(),
            "correlation", metadata.cause().correlationId(),
            "salt", metadata.salt());
    appending.add(
        new GenericDomainEventMessage<>(
            "stream",
            recorded.stream(),
            recorded.sequence(),
            new GenericMessage<>(metadata.eventId(), recorded.event(), MetaData.from(carried)),
            metadata::recordedAt));
    if (appending.size() == APPEND) {
      stored();
    }
  }

  /** Stores what is left. */
  void stored() {
    engine.appendEvents(appending);
    appending.clear();
  }

  void read(AccessMemory memory) {
    try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(null, false)) {
      long[] position = new long[1];
      events.forEach(message -> memory.apply(recorded(message, ++position[0])));
    }
  }

  private static Recorded<Event> recorded(TrackedEventMessage<?> message, long position) {
    if (!(message instanceof DomainEventMessage<?> domain)
        || !(domain.getPayload() instanceof Event event)) {
      throw new IllegalStateException("not what was stored: " + message);
    }
    MetaData carried = message.getMetaData();
    return new Recorded<>(
        domain.getAggregateIdentifier(),
        domain.getSequenceNumber(),
        new Position(position),
        event,
        new Metadata(
            message.getIdentifier(),
            new Actor(Actor.Kind.OPERATOR, text(carried, "actor")),
            new Cause(text(carried, "command"), null, text(carried, "correlation")),
            message.getTimestamp(),
            text(carried, "salt")));
  }

  private static String text(MetaData carried, String name) {
    return String.valueOf(carried.get(name));
  }

  @Override
  public void close() {
    pool.close();
  }
}
