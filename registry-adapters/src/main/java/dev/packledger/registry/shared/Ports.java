package dev.packledger.registry.shared;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageCommand;
import dev.packledger.domain.packages.PackageId;
import java.util.ArrayList;
import java.util.List;

/** What {@code server} supplies to every adapter. */
public record Ports(
    Access access, RegistryIndex index, Commands commands, Blobs blobs, Usage usage) {

  /** What came of several commands. */
  public sealed interface Sent {
    /** All were accepted; the position that includes them. */
    record Accepted(Position position) implements Sent {}

    /** One was refused; those before it stand. */
    record Refused(Outcome.Refused refused) implements Sent {}
  }

  /** Sends commands one after the other until one is refused, and waits, bounded, for the index. */
  public Sent send(List<? extends Command> commands, RegistryRequest request, Decision.Allowed by) {
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

  /**
   * Publishes: registers the package where it is the first publication of that name, then sends the
   * rest. The blobs are kept already; a crash between them and this leaves orphans that nobody
   * names.
   *
   * @param known whether the index knows the package
   */
  public Sent publish(
      Ecosystem ecosystem,
      String name,
      boolean known,
      List<? extends Command> commands,
      RegistryRequest request,
      Decision.Allowed by) {
    List<Command> all = new ArrayList<>(commands.size() + 1);
    if (!known) {
      all.add(
          new PackageCommand.Register(
              PackageId.of(ecosystem, name), ecosystem, name, request.organization()));
    }
    all.addAll(commands);
    return send(all, request, by);
  }
}
