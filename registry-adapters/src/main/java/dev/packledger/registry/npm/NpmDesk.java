package dev.packledger.registry.npm;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.Usage;
import java.util.List;

/** What the routes work with. */
record NpmDesk(
    Access access,
    RegistryIndex index,
    NpmPackages packages,
    Commands commands,
    Blobs blobs,
    Usage usage,
    NpmSettings settings) {

  /** What came of several commands. */
  sealed interface Sent {
    /** All were accepted; the position that includes them. */
    record Accepted(Position position) implements Sent {}

    /** One was refused; those before it stand. */
    record Refused(Outcome.Refused refused) implements Sent {}
  }

  /** Sends commands one after the other until one is refused, and waits, bounded, for the index. */
  Sent send(List<? extends Command> commands, RegistryRequest request, Decision.Allowed by) {
    Position position = Position.START;
    Actor actor = new Actor(Actor.Kind.TOKEN, by.token().value());
    int number = 0;
    for (Command command : commands) {
      Cause cause =
          new Cause(request.correlationId() + '-' + number++, null, request.correlationId());
      Commands.Answer answer = this.commands.send(command, actor, cause);
      if (answer.outcome() instanceof Outcome.Refused refused) {
        return new Sent.Refused(refused);
      }
      position = answer.position().compareTo(position) > 0 ? answer.position() : position;
    }
    access.awaitApplied(position);
    return new Sent.Accepted(position);
  }
}
