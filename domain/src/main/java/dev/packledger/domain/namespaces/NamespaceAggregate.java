package dev.packledger.domain.namespaces;

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

/** Hands commands to {@link NamespaceDecider} and its events to Axon; no rules of its own. */
@AggregateRoot(type = "namespace")
public class NamespaceAggregate {
  @AggregateIdentifier private @Nullable String id;
  private @Nullable Namespace state;

  @CommandHandler(commandName = "namespace")
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Outcome handle(NamespaceCommand command, Context context) {
    id = command.stream().value();
    Outcome outcome = NamespaceDecider.decide(state, command, context);
    if (outcome instanceof Outcome.Accepted accepted) {
      accepted.events().forEach(AggregateLifecycle::apply);
    }
    return outcome;
  }

  /** Takes any payload: Axon would skip an event that no handler takes, and decide without it. */
  @EventSourcingHandler
  void on(Object event, @SourceId String stream) {
    if (!(event instanceof NamespaceEvent happened)) {
      throw new IllegalStateException("not an event of a namespace: " + event.getClass());
    }
    id = stream;
    state = NamespaceDecider.evolve(state, happened);
  }
}
