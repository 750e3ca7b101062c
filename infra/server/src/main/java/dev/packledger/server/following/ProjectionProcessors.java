package dev.packledger.server.following;

import dev.packledger.domain.ledger.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * One tracking processor for each projection with tables: one thread, one transaction for the
 * tables and the token together. A processor that fails repeats the same event and never goes past
 * it; {@link #failure} says so.
 */
public final class ProjectionProcessors {
  private static final int BATCH_EVENTS = 500;
  private static final int EVENT_WAIT_MILLIS = 1000;

  private final List<Projection> projections;
  private final AppliedPositions positions;
  private @Nullable Configuration axon;

  /**
   * A projection to run.
   *
   * @param name also its processing group
   * @param handler its Axon event handler
   * @param position how far its tables are, whichever node applied it
   */
  public record Projection(String name, Object handler, Supplier<Position> position) {}

  public ProjectionProcessors(List<Projection> projections, AppliedPositions positions) {
    this.projections = List.copyOf(projections);
    this.positions = positions;
    projections.forEach(projection -> positions.register(projection.name()));
  }

  /** Reads how far the tables are: the only way to know where another node runs a processor. */
  public void refreshPositions() {
    for (Projection projection : projections) {
      positions.advance(projection.name(), projection.position().get());
    }
  }

  /** Adds the processors to a configuration that is not yet started. */
  public void configure(
      Configurer configurer,
      StreamableMessageSource<TrackedEventMessage<?>> ledger,
      TokenStore tokens,
      TransactionManager transactions) {
    EventProcessingConfigurer processing = configurer.eventProcessing();
    processing.registerDefaultListenerInvocationErrorHandler(
        axon -> PropagatingErrorHandler.instance());
    processing.registerDefaultErrorHandler(axon -> PropagatingErrorHandler.instance());
    processing.registerTokenStore(axon -> tokens);
    processing.registerDefaultTransactionManager(axon -> transactions);
    for (Projection projection : projections) {
      processing.registerEventHandler(axon -> projection.handler());
      processing.registerTrackingEventProcessor(
          projection.name(), axon -> ledger, axon -> settings());
      processing.registerHandlerInterceptor(
          projection.name(),
          axon -> (unitOfWork, chain) -> report(projection.name(), unitOfWork, chain));
    }
  }

  /** Tells which configuration runs the processors, once it is built. */
  public void runningIn(Configuration configuration) {
    axon = configuration;
  }

  private static TrackingEventProcessorConfiguration settings() {
    return TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
        .andBatchSize(BATCH_EVENTS)
        .andInitialTrackingToken(source -> null)
        .andEventAvailabilityTimeout(EVENT_WAIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private @Nullable Object report(
      String projection, UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
      throws Exception {
    if (unitOfWork.getMessage() instanceof TrackedEventMessage<?> event) {
      Position position = new Position(event.trackingToken().position().orElse(0));
      unitOfWork.root().afterCommit(committed -> positions.advance(projection, position));
    }
    return chain.proceed();
  }

  /** Why a projection does not go on; empty while it does, or runs on another node. */
  public Optional<String> failure(String projection) {
    if (axon == null) {
      return Optional.empty();
    }
    return axon.eventProcessingConfiguration()
        .eventProcessor(projection, TrackingEventProcessor.class)
        .map(TrackingEventProcessor::processingStatus)
        .map(Map::values)
        .flatMap(
            statuses ->
                statuses.stream()
                    .filter(EventTrackerStatus::isErrorState)
                    .map(EventTrackerStatus::getError)
                    .findFirst())
        .map(ProjectionProcessors::words);
  }

  private static String words(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
