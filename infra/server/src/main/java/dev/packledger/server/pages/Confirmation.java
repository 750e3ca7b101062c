package dev.packledger.server.pages;

import dev.packledger.domain.ledger.PersonId;
import dev.packledger.identity.OperatorKey;
import dev.packledger.identity.signin.Accounts;
import dev.packledger.identity.signin.SecurityLog;
import dev.packledger.identity.signin.Session;
import dev.packledger.identity.signin.Sessions;
import dev.packledger.server.api.ProblemException;
import dev.packledger.server.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks for the second factor again where access ends, a secret is shown or data leaves: the code of
 * who has an authenticator, else the password; of the operator the operator key. Once shown it
 * holds for some minutes in that session.
 */
@Component
public final class Confirmation {
  /** The field of a form that shows it. */
  static final String FIELD = "_factor";

  /** How long it is not asked for again. */
  public static final Duration HOLDS = Duration.ofMinutes(5);

  private final Accounts accounts;
  private final Sessions sessions;
  private final OperatorKey operatorKey;
  private final Tries tries;
  private final SecurityLog log;
  private final InstantSource clock;

  Confirmation(
      Accounts accounts,
      Sessions sessions,
      OperatorKey operatorKey,
      Tries tries,
      SecurityLog log,
      InstantSource clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.operatorKey = operatorKey;
    this.tries = tries;
    this.log = log;
    this.clock = clock;
  }

  /** Whether it was shown a moment ago. */
  public boolean holds(Session session) {
    Instant confirmed = session.confirmedAt();
    return confirmed != null && clock.instant().isBefore(confirmed.plus(HOLDS));
  }

  /**
   * Goes on only where it holds or the request shows it.
   *
   * @throws ProblemException {@code factor.missing}, {@code factor.wrong} or {@code
   *     credential.guessed}
   */
  public void require(Visitor.SignedIn visitor, HttpServletRequest request) {
    Session session = visitor.session();
    if (holds(session)) {
      return;
    }
    String shown = request.getParameter(FIELD);
    if (shown == null || shown.isBlank()) {
      throw ProblemException.of(
          403, "factor.missing", "Confirm with your code or your password: the field is below.");
    }
    String address = ClientAddress.of(request);
    tries.require(address, person(visitor));
    Instant now = clock.instant();
    if (isRight(visitor, shown.strip(), now)) {
      sessions.confirmed(session.id(), now);
      log.write(
          SecurityLog.Kind.CONFIRMED, person(visitor), null, address, request.getRequestURI(), now);
      return;
    }
    tries.failed(address, person(visitor));
    log.write(
        SecurityLog.Kind.CONFIRMATION_FAILED,
        person(visitor),
        null,
        address,
        request.getRequestURI(),
        now);
    throw ProblemException.of(403, "factor.wrong", "This is not the right one.");
  }

  private boolean isRight(Visitor.SignedIn visitor, String shown, Instant now) {
    return switch (visitor) {
      case Visitor.Operator _ -> operatorKey.matches(shown);
      case Visitor.Person person ->
          accounts.hasTotp(person.id())
              ? accounts.useTotp(person.id(), shown, now)
              : accounts.passwordMatches(Optional.of(person.id()), shown);
    };
  }

  private static @Nullable PersonId person(Visitor.SignedIn visitor) {
    return switch (visitor) {
      case Visitor.Operator _ -> null;
      case Visitor.Person person -> person.id();
    };
  }

  /** Whether the visitor confirms with a code and not with a password. */
  public boolean byCode(Visitor.SignedIn visitor) {
    return visitor instanceof Visitor.Person person && accounts.hasTotp(person.id());
  }
}
