package dev.packledger.ledger;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Position;
import java.util.Objects;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** What Axon's event storage is on any engine: messages become envelopes, and leave a position. */
public abstract class LedgerStorageEngine extends BatchingEventStorageEngine {
  /**
   * The resource of the root unit of work under which the {@link Position} of the last event that
   * it appended is left.
   */
  public static final String LAST_POSITION = LedgerStorageEngine.class.getName() + ".lastPosition";

  private final LedgerSerializer serializer;

  protected LedgerStorageEngine(Builder<?> builder) {
    super(builder);
    this.serializer = Objects.requireNonNull(builder.eventSerializer);
  }

  /** The stored form of a message at a place. */
  protected final Envelope envelope(EventMessage<?> message, String stream, long sequence) {
    SerializedObject<byte[]> payload = serializer.serialize(message.getPayload(), byte[].class);
    return new Envelope(
        stream,
        sequence,
        payload.getType().getName(),
        Integer.parseInt(payload.getType().getRevision()),
        serializer.metadataOf(message),
        payload.getData());
  }

  /** Leaves the position of the last event that was appended. */
  protected static void appendedThrough(Position last) {
    CurrentUnitOfWork.ifStarted(unit -> unit.root().resources().put(LAST_POSITION, last));
  }

  /**
   * Makes an engine; the event serializer must be given.
   *
   * @param <B> itself
   */
  public abstract static class Builder<B extends Builder<B>>
      extends BatchingEventStorageEngine.Builder {
    private @Nullable LedgerSerializer eventSerializer;

    protected Builder() {
      persistenceExceptionResolver(StreamConflict.class::isInstance);
    }

    protected abstract B itself();

    /** Serializer of events; another one than {@link LedgerSerializer} is refused. */
    @Override
    public B eventSerializer(Serializer serializer) {
      if (!(serializer instanceof LedgerSerializer ledger)) {
        throw new IllegalArgumentException("events are written by a LedgerSerializer");
      }
      this.eventSerializer = ledger;
      super.eventSerializer(ledger);
      return itself();
    }

    @Override
    public B snapshotSerializer(Serializer snapshotSerializer) {
      super.snapshotSerializer(snapshotSerializer);
      return itself();
    }

    @Override
    public B upcasterChain(EventUpcaster upcasterChain) {
      super.upcasterChain(upcasterChain);
      return itself();
    }

    @Override
    public final B persistenceExceptionResolver(PersistenceExceptionResolver resolver) {
      super.persistenceExceptionResolver(resolver);
      return itself();
    }

    @Override
    public B snapshotFilter(SnapshotFilter snapshotFilter) {
      super.snapshotFilter(snapshotFilter);
      return itself();
    }

    @Override
    public B batchSize(int batchSize) {
      super.batchSize(batchSize);
      return itself();
    }
  }
}
