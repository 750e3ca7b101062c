package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Position;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The event store over an engine with dense positions. Unlike Axon's embedded store it has no cache
 * and no producer thread of its own: each follower reads for itself and waits at the {@link
 * LedgerHead}, and an event that cannot be read stops that follower with an error instead of a line
 * in the log of a thread that nobody watches.
 */
public final class LedgerEventStore extends AbstractEventStore {
  private final LedgerHead head;
  private final StoredPositions storedPositions;

  /** Where an engine leaves the position of the last event that a unit of work stored. */
  @FunctionalInterface
  public interface StoredPositions {
    /** Null where the unit of work stored nothing. */
    @Nullable Position of(UnitOfWork<?> unitOfWork);
  }

  private LedgerEventStore(Builder builder, LedgerHead head, StoredPositions storedPositions) {
    super(builder);
    this.head = head;
    this.storedPositions = storedPositions;
  }

  public static LedgerEventStore over(
      EventStorageEngine engine, LedgerHead head, StoredPositions storedPositions) {
    Builder builder = new Builder();
    builder.storageEngine(engine);
    return new LedgerEventStore(builder, head, storedPositions);
  }

  /** The events are durable: whoever follows may read them, whoever sent them may answer. */
  @Override
  protected void afterCommit(List<? extends EventMessage<?>> events) {
    Position position = storedPositions.of(CurrentUnitOfWork.get().root());
    if (position != null) {
      head.raise(position);
      AxonCommands.stored(position);
    }
  }

  /**
   * From the first event on. Nothing in this server makes snapshots, as its streams are short: no
   * command asks the database for one.
   */
  @Override
  public DomainEventStream readEvents(String aggregateIdentifier) {
    return readEvents(aggregateIdentifier, 0);
  }

  @Override
  public TrackingEventStream openStream(@Nullable TrackingToken token) {
    return new LedgerStream(storageEngine(), head, token);
  }

  private static final class Builder extends AbstractEventStore.Builder {}
}
