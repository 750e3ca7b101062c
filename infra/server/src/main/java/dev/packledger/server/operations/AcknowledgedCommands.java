package dev.packledger.server.operations;

import dev.packledger.domain.access.Revoking;
import dev.packledger.domain.ledger.Actor;
import dev.packledger.domain.ledger.Cause;
import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Commands;
import dev.packledger.domain.ledger.Outcome;
import java.util.Locale;

/**
 * The {@link Commands} that everyone gets: a command that takes access away is answered once every
 * node that may decide has applied it, or may no longer decide. The wait ends by itself: a node
 * that does not follow loses its lease.
 */
public final class AcknowledgedCommands implements Commands {
  private final Commands commands;
  private final Acknowledgements acknowledgements;

  public AcknowledgedCommands(Commands commands, Acknowledgements acknowledgements) {
    this.commands = commands;
    this.acknowledgements = acknowledgements;
  }

  @Override
  public Answer send(Command command, Actor actor, Cause cause) {
    Answer answer = commands.send(command, actor, cause);
    switch (answer.outcome()) {
      case Outcome.Accepted accepted -> {
        if (Revoking.mayDeny(command)) {
          boolean stored = !accepted.events().isEmpty();
          acknowledgements.await(
              answer.position(), command.stream().value(), nameOf(command), stored);
        }
      }
      case Outcome.Refused refused -> {}
    }
    return answer;
  }

  /** {@code license.change_seats} for {@code LicenseCommand.ChangeSeats}. */
  private static String nameOf(Command command) {
    Class<?> type = command.getClass();
    Class<?> family = type.getEnclosingClass();
    String stream =
        family == null
            ? ""
            : family.getSimpleName().replace("Command", "").toLowerCase(Locale.ROOT);
    String verb = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return stream + '.' + verb.toLowerCase(Locale.ROOT);
  }
}
