package dev.packledger.domain.licenses;

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

/** Hands commands to {@link LicenseDecider} and its events to Axon; no rules of its own. */
@AggregateRoot(type = "license")
public class LicenseAggregate {
  @AggregateIdentifier private @Nullable String id;
  private @Nullable License state;

  @CommandHandler(commandName = "license")
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  Outcome handle(LicenseCommand command, Context context) {
    id = command.stream().value();
    Outcome outcome = LicenseDecider.decide(state, command, context);
    if (outcome instanceof Outcome.Accepted accepted) {
      accepted.events().forEach(AggregateLifecycle::apply);
    }
    return outcome;
  }

  /** Takes any payload: Axon would skip an event that no handler takes, and decide without it. */
  @EventSourcingHandler
  void on(Object event, @SourceId String stream) {
    if (!(event instanceof LicenseEvent happened)) {
      throw new IllegalStateException("not an event of a license: " + event.getClass());
    }
    id = stream;
    state = LicenseDecider.evolve(state, happened);
  }
}
