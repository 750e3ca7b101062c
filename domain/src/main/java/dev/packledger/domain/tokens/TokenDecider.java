package dev.packledger.domain.tokens;

import static dev.packledger.domain.ledger.Outcome.accepted;
import static dev.packledger.domain.ledger.Outcome.refused;

import dev.packledger.domain.ledger.Context;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.PlainText;
import dev.packledger.domain.terms.AddressBlock;
import dev.packledger.domain.tokens.TokenCommand.Issue;
import dev.packledger.domain.tokens.TokenCommand.Revoke;
import dev.packledger.domain.tokens.TokenCommand.Rotate;
import dev.packledger.domain.tokens.TokenEvent.TokenIssued;
import dev.packledger.domain.tokens.TokenEvent.TokenRevoked;
import dev.packledger.domain.tokens.TokenEvent.TokenRotated;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of access tokens: issued for something, rotated while they live, revoked for good. That
 * the holder belongs to the organisation is checked before it gets here; a stranger's token is
 * inert. A command that asks for what already holds is accepted without events.
 */
public final class TokenDecider {
  /**
   * How long an old secret may go on working after a rotation: long enough to reach every pipeline
   * of a team that deploys weekly, short enough that a leaked secret does not outlive its rotation.
   */
  public static final Duration OVERLAP_MAX = Duration.ofDays(7);

  private TokenDecider() {}

  /** What the token says to a command; null stands for none of this id. */
  public static Outcome decide(@Nullable AccessToken state, TokenCommand command, Context context) {
    if (state == null) {
      return command instanceof Issue issue
          ? issue(issue, context.now())
          : refused(TokenRefusal.UNKNOWN, "There is no such token.");
    }
    return switch (command) {
      case Issue issue ->
          state.issued().equals(issued(issue))
              ? accepted()
              : refused(TokenRefusal.EXISTS, "A token of this id was issued before.");
      case Rotate rotate -> rotate(state, rotate, context.now());
      case Revoke revoke ->
          state.revoked() == null ? accepted(new TokenRevoked(revoke.reason())) : accepted();
    };
  }

  private static Outcome issue(Issue command, Instant now) {
    if (!PlainText.isName(command.name())) {
      return refused(
          TokenRefusal.NAME_INVALID, "A token's name is one line of 1 to 100 characters.");
    }
    if (command.scopes().isEmpty()) {
      return refused(TokenRefusal.SCOPE_MISSING, "A token needs at least one scope.");
    }
    Instant end = command.expiresAt();
    if (end != null && !end.isAfter(now)) {
      return refused(TokenRefusal.EXPIRY_PAST, "The token would already have expired.");
    }
    if (!command.addresses().stream().allMatch(TokenDecider::isAddressBlock)) {
      return refused(
          TokenRefusal.ADDRESS_INVALID, "An address is a CIDR block such as 192.0.2.0/24.");
    }
    return accepted(issued(command));
  }

  private static Outcome rotate(AccessToken state, Rotate command, Instant now) {
    if (state.revoked() != null) {
      return refused(TokenRefusal.REVOKED, "The token is revoked; issue another.");
    }
    if (state.isExpired(now)) {
      return refused(TokenRefusal.EXPIRED, "The token has expired; issue another.");
    }
    if (command.secret().equals(state.secret())) {
      return accepted();
    }
    if (command.secret().equals(state.previousSecret())) {
      return refused(TokenRefusal.SECRET_REUSED, "This secret was ended by a rotation.");
    }
    Instant overlap = command.overlapUntil();
    if (overlap != null && !overlap.isAfter(now)) {
      return refused(TokenRefusal.OVERLAP_PAST, "The overlap would already have ended.");
    }
    if (overlap != null && overlap.isAfter(now.plus(OVERLAP_MAX))) {
      return refused(TokenRefusal.OVERLAP_TOO_LONG, "An old secret works for 7 days at most.");
    }
    return accepted(new TokenRotated(command.secret(), overlap));
  }

  private static boolean isAddressBlock(String text) {
    try {
      AddressBlock.parse(text);
      return true;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static TokenIssued issued(Issue command) {
    return new TokenIssued(
        command.organization(),
        command.holder(),
        command.scopes(),
        command.secret(),
        command.name(),
        command.expiresAt(),
        command.addresses());
  }

  /** The token after an event; an event before its issue leaves it absent. */
  public static @Nullable AccessToken evolve(@Nullable AccessToken state, TokenEvent event) {
    if (state == null) {
      return event instanceof TokenIssued issued ? AccessToken.of(issued) : null;
    }
    return switch (event) {
      case TokenIssued _ -> state;
      case TokenRotated rotated -> state.rotated(rotated);
      case TokenRevoked(TokenEvent.Reason reason) -> state.revoked(reason);
    };
  }
}
