package dev.packledger.ledger.postgres;

import dev.packledger.codec.Envelope;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.LedgerStorageEngine;
import dev.packledger.ledger.StoredEvent;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.StoredSnapshot;
import dev.packledger.ledger.StreamConflict;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage on PostgreSQL. Appends go through the node's {@link GroupWriter} and are
 * durable when they return, whatever transaction the caller is in; reads come from a pool.
 *
 * <p>Positions are dense and events become visible in their order, so a tracking token is a number
 * and a reader never waits for a late commit. Events of no aggregate are kept as streams of one
 * event, named by the event's id.
 */
public final class PostgresEventStorageEngine extends LedgerStorageEngine implements AutoCloseable {
  private final GroupWriter writer;
  private final EventTable events;
  private final Snapshots snapshots;

  private PostgresEventStorageEngine(Builder builder) {
    super(builder);
    DataSource reading = Objects.requireNonNull(builder.readerDataSource);
    this.events = new EventTable(reading);
    this.snapshots = new Snapshots(reading);
    DataSource writing = Objects.requireNonNull(builder.writerDataSource);
    this.writer =
        new GroupWriter(
            new AppendStatement(writing, builder.limits), builder.limits, builder.listener);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** How many appends wait for the writer, for metrics. */
  public int waiting() {
    return writer.waiting();
  }

  /** Stores what waits, then ends the writer; later appends fail. */
  @Override
  public void close() {
    writer.close();
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> messages, Serializer ignored) {
    if (messages.isEmpty()) {
      return;
    }
    List<Envelope> envelopes = new ArrayList<>(messages.size());
    messages.forEach(message -> envelopes.add(envelope(message)));
    try {
      appendedThrough(new Position(writer.append(EventRow.of(envelopes))));
    } catch (StreamConflict conflict) {
      handlePersistenceException(conflict, messages.get(conflict.event()));
    } catch (LedgerFailure failure) {
      throw new EventStoreException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private Envelope envelope(EventMessage<?> message) {
    return message instanceof DomainEventMessage<?> domain
        ? envelope(message, domain.getAggregateIdentifier(), domain.getSequenceNumber())
        : envelope(message, message.getIdentifier(), 0);
  }

  @Override
  protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer snapshotSerializer) {
    try {
      snapshots.store(StoredSnapshot.of(snapshot, snapshotSerializer));
    } catch (SQLException failed) {
      throw failure("store a snapshot", failed);
    }
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
    try {
      return snapshots.find(aggregateIdentifier).stream();
    } catch (SQLException failed) {
      throw failure("read a snapshot", failed);
    }
  }

  @Override
  protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
      @Nullable TrackingToken lastToken, int batchSize) {
    try {
      return events.after(position(lastToken), Long.MAX_VALUE, batchSize).stream()
          .map(row -> tracked(row.position(), row.envelope()))
          .toList();
    } catch (SQLException failed) {
      throw failure("read the ledger", failed);
    }
  }

  /** One that is its own stream is an event of no aggregate. */
  private static TrackedEventData<Object> tracked(long position, Envelope envelope) {
    TrackingToken token = new GlobalSequenceTrackingToken(position);
    return envelope.stream().equals(envelope.metadata().eventId())
        ? StoredEvent.ofNoAggregate(token, envelope)
        : StoredEvent.ofLedger(token, envelope);
  }

  private static long position(@Nullable TrackingToken token) {
    return switch (token) {
      case null -> 0;
      case GlobalSequenceTrackingToken sequence -> sequence.getGlobalIndex();
      default -> throw new IllegalArgumentException("not a token of this ledger: " + token);
    };
  }

  @Override
  protected List<? extends DomainEventData<?>> fetchDomainEvents(
      String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
    try {
      return events.stream(aggregateIdentifier, firstSequenceNumber, batchSize).stream()
          .map(row -> StoredEvent.ofStream(row.envelope()))
          .toList();
    } catch (SQLException failed) {
      throw failure("read the stream " + aggregateIdentifier, failed);
    }
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
    try {
      OptionalLong last = events.lastSequence(aggregateIdentifier);
      return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    } catch (SQLException failed) {
      throw failure("read the stream " + aggregateIdentifier, failed);
    }
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(0);
  }

  @Override
  public TrackingToken createHeadToken() {
    try {
      return new GlobalSequenceTrackingToken(events.head());
    } catch (SQLException failed) {
      throw failure("read the head", failed);
    }
  }

  /** Before the first event that was recorded at or after the instant, else the head. */
  @Override
  public TrackingToken createTokenAt(Instant dateTime) {
    try {
      OptionalLong first = events.firstAtOrAfter(dateTime);
      return new GlobalSequenceTrackingToken(
          first.isPresent() ? first.getAsLong() - 1 : events.head());
    } catch (SQLException failed) {
      throw failure("find " + dateTime, failed);
    }
  }

  private static EventStoreException failure(String what, SQLException failed) {
    return new EventStoreException("cannot " + what + ": " + failed.getMessage(), failed);
  }

  /** Makes an engine; event serializer and both data sources must be given. */
  public static final class Builder extends LedgerStorageEngine.Builder<Builder> {
    private @Nullable DataSource writerDataSource;
    private @Nullable DataSource readerDataSource;
    private WriterLimits limits = WriterLimits.DEFAULT;
    private StoredGroups listener = StoredGroups.UNHEARD;

    private Builder() {}

    @Override
    protected Builder itself() {
      return this;
    }

    /** Where the writer's one connection comes from; not a pool, as it is kept. */
    public Builder writerDataSource(DataSource writerDataSource) {
      this.writerDataSource = writerDataSource;
      return this;
    }

    /** The pool that reads come from. */
    public Builder readerDataSource(DataSource readerDataSource) {
      this.readerDataSource = readerDataSource;
      return this;
    }

    public Builder limits(WriterLimits limits) {
      this.limits = limits;
      return this;
    }

    /** Who hears of what this engine stores. */
    public Builder onStored(StoredGroups listener) {
      this.listener = listener;
      return this;
    }

    /** Starts the engine's writer. */
    public PostgresEventStorageEngine build() {
      return new PostgresEventStorageEngine(this);
    }
  }
}
