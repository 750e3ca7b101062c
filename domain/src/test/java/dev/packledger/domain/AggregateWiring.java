package dev.packledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Outcome;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.annotation.MessageHandlerInvocationException;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;

/**
 * What every aggregate is asked once: that a named command reaches the decider of its stream, that
 * a refusal comes back as a value and that an alien event stops the stream. The server wires
 * aggregates the same way: the stream's id from the command, the context as a parameter.
 */
public final class AggregateWiring<A> {
  private final AggregateTestFixture<A> fixture;
  private final String name;

  /**
   * @param name the stream's name: of its commands and its aggregate type
   */
  public AggregateWiring(Class<A> aggregate, String name, Context context) {
    this.name = name;
    fixture = new AggregateTestFixture<>(aggregate);
    fixture.registerInjectableResource(context);
    fixture.registerCommandTargetResolver(
        message ->
            new VersionedAggregateIdentifier(
                ((Command) message.getPayload()).stream().value(), null));
  }

  /** The command creates the stream with these events. */
  public void creates(Command command, Event... events) {
    fixture
        .givenNoPriorActivity()
        .when(named(command))
        .expectSuccessfulHandlerExecution()
        .expectResultMessagePayload(Outcome.accepted(events))
        .expectEvents((Object[]) events);
    assertThat(fixture.getEventStore().readEvents(command.stream().value()).asStream())
        .as("the aggregate's type stands beside every stored event")
        .extracting(DomainEventMessage::getType)
        .hasSize(events.length)
        .containsOnly(name);
  }

  /** After these events the command is answered with this outcome. */
  public void answers(Event[] given, Command command, Outcome outcome) {
    fixture
        .given((Object[]) given)
        .when(named(command))
        .expectSuccessfulHandlerExecution()
        .expectResultMessagePayload(outcome);
  }

  /** A refusal of a missing stream stores nothing. */
  public void refusesWithoutStream(Command command, Outcome.Refused refused) {
    // Axon compares the aggregate with what it can load, and here there is nothing to load.
    fixture.setReportIllegalStateChange(false);
    fixture
        .givenNoPriorActivity()
        .when(named(command))
        .expectSuccessfulHandlerExecution()
        .expectResultMessagePayload(refused)
        .expectNoEvents();
  }

  /** An event that is none of the stream's stops its reader instead of being skipped. */
  public void stopsAtAlien(Command command) {
    fixture
        .given("no event of any stream")
        .when(named(command))
        .expectException(MessageHandlerInvocationException.class)
        .expectNoEvents();
  }

  private GenericCommandMessage<Command> named(Command command) {
    return new GenericCommandMessage<>(new GenericMessage<>(command), name);
  }
}
