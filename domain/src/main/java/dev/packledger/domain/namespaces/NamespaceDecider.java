package dev.packledger.domain.namespaces;

import static dev.packledger.domain.ledger.Outcome.accepted;
import static dev.packledger.domain.ledger.Outcome.refused;

import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PlainText;
import dev.packledger.domain.namespaces.NamespaceCommand.Register;
import dev.packledger.domain.namespaces.NamespaceCommand.Transfer;
import dev.packledger.domain.namespaces.NamespaceEvent.NamespaceRegistered;
import dev.packledger.domain.namespaces.NamespaceEvent.NamespaceTransferred;
import org.jspecify.annotations.Nullable;

/**
 * The rules of namespaces: registered once, given away by their owner alone. What a name may look
 * like beyond plain ASCII is its ecosystem's grammar, checked by the adapter. A command that asks
 * for what already holds is accepted without events.
 */
public final class NamespaceDecider {
  /** Longest canonical name, in characters; OCI repository names end there. */
  public static final int NAME_LENGTH_MAX = 255;

  private NamespaceDecider() {}

  /** What the namespace says to a command; null stands for none of this id. */
  public static Outcome decide(
      @Nullable Namespace state, NamespaceCommand command, Context context) {
    return switch (command) {
      case Register register -> state == null ? register(register) : registerAgain(state, register);
      case Transfer transfer ->
          state == null
              ? refused(NamespaceRefusal.UNKNOWN, "There is no such namespace.")
              : transfer(state, transfer);
    };
  }

  private static Outcome register(Register command) {
    if (!PlainText.isIdentifier(command.name(), NAME_LENGTH_MAX)) {
      return refused(NamespaceRefusal.NAME_INVALID, "A namespace has 1 to 255 plain characters.");
    }
    if (!command.namespace().equals(NamespaceId.of(command.ecosystem(), command.name()))) {
      return refused(
          NamespaceRefusal.ID_MISMATCH, "The id does not follow from ecosystem and name.");
    }
    return accepted(new NamespaceRegistered(command.ecosystem(), command.name(), command.owner()));
  }

  private static Outcome registerAgain(Namespace state, Register command) {
    return state.equals(new Namespace(command.ecosystem(), command.name(), command.owner()))
        ? accepted()
        : refused(NamespaceRefusal.TAKEN, "Another organisation owns this namespace.");
  }

  /** Repeated after it happened it changes nothing: the new owner has it, as asked. */
  private static Outcome transfer(Namespace state, Transfer command) {
    if (state.owner().equals(command.to())) {
      return accepted();
    }
    return state.owner().equals(command.from())
        ? accepted(new NamespaceTransferred(command.to()))
        : refused(NamespaceRefusal.NOT_OWNER, "Only its owner may give a namespace away.");
  }

  /** The namespace after an event; an event before the registration leaves it absent. */
  public static @Nullable Namespace evolve(@Nullable Namespace state, NamespaceEvent event) {
    return switch (event) {
      case NamespaceRegistered registered ->
          state != null
              ? state
              : new Namespace(registered.ecosystem(), registered.name(), registered.owner());
      case NamespaceTransferred transferred ->
          state == null
              ? null
              : new Namespace(state.ecosystem(), state.name(), transferred.owner());
    };
  }
}
