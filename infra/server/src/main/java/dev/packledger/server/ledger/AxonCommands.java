package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Metadata;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * The one sender to the command bus: names the stream's handler, carries actor and cause, runs a
 * command again where another process was faster in its stream, and counts refusals, which look
 * like success to the bus.
 */
public final class AxonCommands implements Commands {
  private static final int ATTEMPTS_MAX = 20;

  /** The bus handles on the sender's thread, so that the event store can answer through this. */
  private static final ScopedValue<StoredPosition> STORED = ScopedValue.newInstance();

  private final CommandBus bus;
  private final Supplier<Position> head;
  private final MeterRegistry meters;

  /**
   * @param head a position up to which everything that is durable now can be read
   */
  public AxonCommands(CommandBus bus, Supplier<Position> head, MeterRegistry meters) {
    this.bus = bus;
    this.head = head;
    this.meters = meters;
  }

  /** Told by the event store once the events of the command at hand are durable. */
  static void stored(Position position) {
    if (STORED.isBound()) {
      STORED.get().set(position);
    }
  }

  @Override
  public Answer send(Command command, Actor actor, Cause cause) {
    StreamKind kind = StreamKind.of(command);
    CommandMessage<Command> message =
        new GenericCommandMessage<>(
            new GenericMessage<>(command, Map.of(Metadata.ACTOR, actor, Metadata.CAUSE, cause)),
            kind.commandName());
    for (int attempt = 1; ; attempt++) {
      try {
        return count(kind, attempt(message));
      } catch (ConcurrencyException raced) {
        if (attempt == ATTEMPTS_MAX) {
          throw raced;
        }
        meters.counter("packledger.commands.raced", "stream", kind.commandName()).increment();
      }
    }
  }

  private Answer attempt(CommandMessage<Command> message) {
    StoredPosition stored = new StoredPosition();
    Outcome outcome = ScopedValue.where(STORED, stored).call(() -> dispatch(message));
    Position last = stored.last();
    return new Answer(outcome, last == null ? head.get() : last);
  }

  private Outcome dispatch(CommandMessage<Command> message) {
    CompletableFuture<CommandResultMessage<?>> answered = new CompletableFuture<>();
    bus.dispatch(message, (sent, result) -> answered.complete(result));
    CommandResultMessage<?> result = answered.join();
    if (!result.isExceptional()) {
      return (Outcome) result.getPayload();
    }
    Throwable failure = result.exceptionResult();
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    throw new CompletionException(failure);
  }

  private Answer count(StreamKind kind, Answer answer) {
    String result =
        switch (answer.outcome()) {
          case Outcome.Accepted accepted -> "accepted";
          case Outcome.Refused refused -> refused.refusal().code();
        };
    meters
        .counter("packledger.commands", "stream", kind.commandName(), "result", result)
        .increment();
    return answer;
  }
}
