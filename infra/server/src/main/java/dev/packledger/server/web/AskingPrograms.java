package dev.packledger.server.web;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.registry.shared.http.PresentedSecret;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which programs may ask for decisions about others: those with a token of the {@code decide}
 * scope. Never blocks.
 */
public final class AskingPrograms {
  private final AccessDecisions access;
  private final GuessLimiter guesses;
  private final InstantSource clock;

  public AskingPrograms(AccessDecisions access, GuessLimiter guesses, InstantSource clock) {
    this.access = access;
    this.guesses = guesses;
    this.clock = clock;
  }

  /** Whether a program may ask. */
  public sealed interface Asking {
    /**
     * @param organization whose token it showed
     */
    record Entitled(OrganizationId organization) implements Asking {}

    record Refused(Problem problem) implements Asking {}
  }

  /**
   * Looks at what a program shows of itself.
   *
   * @param authorization as an {@code Authorization} header has it; null for none
   * @param address where the program is
   */
  public Asking who(@Nullable String authorization, String address) {
    if (guesses.wait(address).isPresent()) {
      return refused(429, "credential.guessed", "Too many unknown credentials. Wait a little.");
    }
    String secret = PresentedSecret.in(authorization);
    if (secret == null) {
      return refused(401, "credential.missing", "Send a token with the decide scope.");
    }
    Credential credential = new Credential.Secret(PresentedSecret.digest(secret), address);
    Optional<Facts.Token> token = access.token(credential);
    if (token.isEmpty()) {
      guesses.guessed(address);
      return refused(401, Reason.TOKEN_UNKNOWN.code(), "Nobody has this credential.");
    }
    OrganizationId organization = token.get().organization();
    Resource account = new Resource.Account(organization, Scope.DECIDE);
    return switch (access.decide(credential, account, clock.instant())) {
      case Decision.Allowed _ -> new Asking.Entitled(organization);
      case Decision.Denied denied -> refused(denied.reason());
    };
  }

  private static Asking refused(Reason reason) {
    if (reason == Reason.TOKEN_SCOPE) {
      return refused(403, reason.code(), "The token lacks the decide scope.");
    }
    return reason == Reason.HOLDER_ROLE
        ? refused(
            403,
            reason.code(),
            "The role of the token's holder no longer carries the decide scope.")
        : refused(401, reason.code(), "The token no longer works.");
  }

  private static Asking refused(int status, String code, String detail) {
    return new Asking.Refused(Problem.of(status, code, detail));
  }
}
