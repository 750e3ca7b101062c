package dev.packledger.domain.packages;

import static dev.packledger.domain.ledger.Outcome.accepted;
import static dev.packledger.domain.ledger.Outcome.refused;

import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PlainText;
import dev.packledger.domain.packages.PackageCommand.MoveTag;
import dev.packledger.domain.packages.PackageCommand.Register;
import dev.packledger.domain.packages.PackageCommand.RemoveTag;
import dev.packledger.domain.packages.PackageEvent.PackageRegistered;
import dev.packledger.domain.packages.PackageEvent.TagMoved;
import dev.packledger.domain.packages.PackageEvent.TagRemoved;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of packages: registered once, with tags that name versions. What names and versions
 * look like beyond plain ASCII is their ecosystem's grammar, checked by the adapter. A command that
 * asks for what already holds is accepted without events, removing an absent tag included.
 */
public final class PackageDecider {
  /** Longest canonical name or version, in characters; OCI repository names end there. */
  public static final int NAME_LENGTH_MAX = 255;

  /**
   * What a tag of any ecosystem may look like: the length and first character of an OCI tag (OCI
   * distribution specification 1.1, "Pulling manifests"), and the characters that stand in a URL as
   * they are (RFC 3986 unreserved, as npm demands), with the plus sign.
   */
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._~+-]{0,127}");

  private PackageDecider() {}

  /** What the package says to a command; null stands for none of this id. */
  public static Outcome decide(
      @Nullable PackageState state, PackageCommand command, Context context) {
    if (state == null) {
      return command instanceof Register register
          ? register(register)
          : refused(PackageRefusal.UNKNOWN, "There is no such package.");
    }
    return switch (command) {
      case Register register -> registerAgain(state, register);
      case MoveTag move -> moveTag(state, move);
      case RemoveTag remove ->
          state.tags().containsKey(remove.tag())
              ? accepted(new TagRemoved(remove.tag()))
              : accepted();
    };
  }

  private static Outcome register(Register command) {
    if (!PlainText.isIdentifier(command.name(), NAME_LENGTH_MAX)) {
      return refused(
          PackageRefusal.NAME_INVALID, "A package's name has 1 to 255 plain characters.");
    }
    if (!command.pkg().equals(PackageId.of(command.ecosystem(), command.name()))) {
      return refused(PackageRefusal.ID_MISMATCH, "The id does not follow from ecosystem and name.");
    }
    return accepted(new PackageRegistered(command.ecosystem(), command.name(), command.owner()));
  }

  private static Outcome registerAgain(PackageState state, Register command) {
    boolean repeated =
        state.ecosystem() == command.ecosystem()
            && state.name().equals(command.name())
            && state.owner().equals(command.owner());
    return repeated
        ? accepted()
        : refused(PackageRefusal.TAKEN, "Another organisation owns this package.");
  }

  private static Outcome moveTag(PackageState state, MoveTag command) {
    if (!TAG.matcher(command.tag()).matches()) {
      return refused(
          PackageRefusal.TAG_INVALID,
          "A tag has 1 to 128 letters, digits and . _ ~ + - and does not begin with . ~ + or -.");
    }
    if (!PlainText.isIdentifier(command.version(), NAME_LENGTH_MAX)) {
      return refused(PackageRefusal.VERSION_INVALID, "A version has 1 to 255 plain characters.");
    }
    return command.version().equals(state.tags().get(command.tag()))
        ? accepted()
        : accepted(new TagMoved(command.tag(), command.version()));
  }

  /** The package after an event; an event before the registration leaves it absent. */
  public static @Nullable PackageState evolve(@Nullable PackageState state, PackageEvent event) {
    if (state == null) {
      return event instanceof PackageRegistered(Ecosystem ecosystem, String name, var owner)
          ? PackageState.registered(ecosystem, name, owner)
          : null;
    }
    return switch (event) {
      case PackageRegistered _ -> state;
      case TagMoved(String tag, String version) -> state.withTag(tag, version);
      case TagRemoved(String tag) -> state.withoutTag(tag);
    };
  }
}
