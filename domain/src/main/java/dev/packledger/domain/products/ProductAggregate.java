package dev.packledger.domain.products;

import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.SourceId;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Hands commands to {@link ProductDecider} and its events to Axon; no rules of its own. */
@AggregateRoot(type = "product")
public class ProductAggregate {
  @AggregateIdentifier private @Nullable String id;
  private @Nullable Product state;

  @CommandHandler(commandName = "product")
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Outcome handle(ProductCommand command, Context context) {
    id = command.stream().value();
    Outcome outcome = ProductDecider.decide(state, command, context);
    if (outcome instanceof Outcome.Accepted accepted) {
      accepted.events().forEach(AggregateLifecycle::apply);
    }
    return outcome;
  }

  /** Takes any payload: Axon would skip an event that no handler takes, and decide without it. */
  @EventSourcingHandler
  void on(Object event, @SourceId String stream) {
    if (!(event instanceof ProductEvent happened)) {
      throw new IllegalStateException("not an event of a product: " + event.getClass());
    }
    id = stream;
    state = ProductDecider.evolve(state, happened);
  }
}
