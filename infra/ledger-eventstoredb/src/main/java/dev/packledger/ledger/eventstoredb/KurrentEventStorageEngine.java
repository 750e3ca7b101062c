package dev.packledger.ledger.eventstoredb;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.UnreadableEvent;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.LedgerStorageEngine;
import dev.packledger.ledger.OutcomeUnknown;
import dev.packledger.ledger.StoredEvent;
import dev.packledger.ledger.StoredSnapshot;
import dev.packledger.ledger.StreamConflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event storage on EventStoreDB and KurrentDB. Appends are durable when they return,
 * whatever transaction the caller is in, and their events are numbered. One append is one stream:
 * the server knows no other that is all or nothing, so a batch of several is refused before
 * anything is written.
 *
 * <p>An append that ends with an {@link EventStoreException} caused by {@link OutcomeUnknown} may
 * be stored; caused by any other {@link LedgerFailure}, it is not.
 *
 * <p>Events of no aggregate are kept in a stream named by the first one's id.
 */
public final class KurrentEventStorageEngine extends LedgerStorageEngine {
  private final StreamAppender appender;
  private final StreamReader streams;
  private final TrackedReader tracked;
  private final Snapshots snapshots;
  private final Numbering numbering;
  private final EventStoreSettings settings;

  private KurrentEventStorageEngine(Builder builder) {
    super(builder);
    EventStoreConnection connection = Objects.requireNonNull(builder.connection);
    this.settings = connection.settings();
    this.numbering = Objects.requireNonNull(builder.numbering);
    this.appender = new StreamAppender(connection);
    this.streams = new StreamReader(connection);
    this.snapshots = new Snapshots(connection);
    EventStoreConnection tracking =
        builder.trackingConnection == null ? connection : builder.trackingConnection;
    this.tracked = new TrackedReader(new LogReader(tracking), numbering);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> messages, Serializer ignored) {
    if (messages.isEmpty()) {
      return;
    }
    List<Envelope> envelopes = envelopes(messages);
    try {
      appendedThrough(numbered(envelopes.getFirst().stream(), appender.append(envelopes)));
    } catch (StreamConflict conflict) {
      handlePersistenceException(conflict, messages.get(conflict.event()));
    } catch (LedgerFailure | IllegalArgumentException failure) {
      throw new EventStoreException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private List<Envelope> envelopes(List<? extends EventMessage<?>> messages) {
    String ofNoAggregate = messages.getFirst().getIdentifier();
    List<Envelope> envelopes = new ArrayList<>(messages.size());
    for (EventMessage<?> message : messages) {
      envelopes.add(
          message instanceof DomainEventMessage<?> domain
              ? envelope(message, domain.getAggregateIdentifier(), domain.getSequenceNumber())
              : envelope(message, ofNoAggregate, envelopes.size()));
    }
    return envelopes;
  }

  private Position numbered(String stream, Appended stored) {
    Optional<Position> position;
    try {
      position = numbering.awaitNumbered(stream, stored, settings.patience());
    } catch (LedgerFailure failure) {
      throw new OutcomeUnknown("stored in " + stream + ", and not known to be numbered", failure);
    }
    return position.orElseThrow(
        () -> new OutcomeUnknown("stored in " + stream + ", and not numbered in time", null));
  }

  @Override
  protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer snapshotSerializer) {
    asked(
        () -> {
          snapshots.store(StoredSnapshot.of(snapshot, snapshotSerializer));
          return snapshot;
        });
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
    return asked(() -> snapshots.find(aggregateIdentifier)).stream();
  }

  @Override
  protected List<? extends TrackedEventData<?>> fetchTrackedEvents(
      @Nullable TrackingToken lastToken, int batchSize) {
    return asked(() -> tracked.after(lastToken, batchSize));
  }

  @Override
  protected List<? extends DomainEventData<?>> fetchDomainEvents(
      String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
    return asked(() -> streams.read(aggregateIdentifier, firstSequenceNumber, batchSize)).stream()
        .map(StoredEvent::ofStream)
        .toList();
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
    OptionalLong last = asked(() -> streams.lastSequence(aggregateIdentifier));
    return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
  }

  @Override
  public TrackingToken createTailToken() {
    return LedgerToken.START;
  }

  @Override
  public TrackingToken createHeadToken() {
    return token(asked(numbering::head));
  }

  /** Before the first event that was recorded at or after the instant, else the head. */
  @Override
  public TrackingToken createTokenAt(Instant dateTime) {
    return token(asked(() -> numbering.before(dateTime)));
  }

  private static TrackingToken token(Optional<Numbering.Numbered> last) {
    return last.<TrackingToken>map(LedgerToken::of).orElse(LedgerToken.START);
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (LedgerFailure | UnreadableEvent failure) {
      throw new EventStoreException(String.valueOf(failure.getMessage()), failure);
    }
  }

  /** Makes an engine; event serializer, connection and numbering must be given. */
  public static final class Builder extends LedgerStorageEngine.Builder<Builder> {
    private @Nullable EventStoreConnection connection;
    private @Nullable EventStoreConnection trackingConnection;
    private @Nullable Numbering numbering;

    private Builder() {}

    @Override
    protected Builder itself() {
      return this;
    }

    /** Where appends and streams go, to the leader; closed by who made it. */
    public Builder connection(EventStoreConnection connection) {
      this.connection = connection;
      return this;
    }

    /** Where followers read the log, which may lag; the other connection where none is given. */
    public Builder trackingConnection(EventStoreConnection trackingConnection) {
      this.trackingConnection = trackingConnection;
      return this;
    }

    /** Who numbers the events that are stored. */
    public Builder numbering(Numbering numbering) {
      this.numbering = numbering;
      return this;
    }

    public KurrentEventStorageEngine build() {
      return new KurrentEventStorageEngine(this);
    }
  }
}
