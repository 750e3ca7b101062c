package dev.packledger.server.api;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.identity.ClaimLinks;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.identity.OperatorKey;
import dev.packledger.identity.TokenSecrets;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who calls. A token is good when the access rule says so for its organisation's account, so that a
 * revoked one is refused here as surely as at every other door.
 */
@Component
final class Authentication {
  private final OperatorKey operatorKey;
  private final ClaimLinks claims;
  private final GuessLimiter guesses;
  private final AccessDecisions access;
  private final InstantSource clock;

  Authentication(
      OperatorKey operatorKey,
      ClaimLinks claims,
      GuessLimiter guesses,
      AccessDecisions access,
      InstantSource clock) {
    this.operatorKey = operatorKey;
    this.claims = claims;
    this.guesses = guesses;
    this.access = access;
    this.clock = clock;
  }

  /**
   * The caller of a request.
   *
   * @throws ProblemException where the credential is missing or no good, or guessing goes on from
   *     that address
   */
  Caller caller(HttpServletRequest request) {
    String address = ClientAddress.of(request);
    guesses
        .wait(address)
        .ifPresent(
            wait -> {
              throw ProblemException.of(
                  429, "credential.guessed", "Too many unknown credentials. Wait a little.");
            });
    String secret = PresentedSecret.in(request.getHeader("Authorization"));
    if (secret == null) {
      throw ProblemException.of(
          401, "credential.missing", "Send a token or the operator key: Authorization: Bearer ...");
    }
    if (secret.startsWith(OperatorKey.PREFIX)) {
      return operator(secret, address);
    }
    return secret.startsWith(TokenSecrets.PREFIX)
        ? token(secret, address)
        : claimant(secret, address);
  }

  private Caller operator(String secret, String address) {
    if (operatorKey.matches(secret)) {
      return new Caller.Operator();
    }
    throw unknown(address);
  }

  private Caller claimant(String secret, String address) {
    return switch (claims.read(secret, clock.instant())) {
      case ClaimLinks.Claim.Valid valid -> new Caller.Claimant(valid.license());
      case ClaimLinks.Claim.Expired expired ->
          throw ProblemException.of(401, "claim.expired", "The claim link has expired.");
      case ClaimLinks.Claim.Invalid invalid -> throw unknown(address);
    };
  }

  private Caller token(String secret, String address) {
    Credential credential =
        TokenSecrets.digest(secret)
            .map(digest -> new Credential.Secret(digest, address))
            .orElseThrow(() -> unknown(address));
    Facts.Token token = access.token(credential).orElseThrow(() -> unknown(address));
    Instant now = clock.instant();
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Set<Scope> lost = EnumSet.noneOf(Scope.class);
    for (Scope scope : token.scopes()) {
      Resource account = new Resource.Account(token.organization(), scope);
      switch (access.decide(credential, account, now)) {
        case Decision.Allowed allowed -> scopes.add(scope);
        case Decision.Denied denied when denied.reason() == Reason.HOLDER_ROLE -> lost.add(scope);
        case Decision.Denied denied -> throw denied(denied.reason(), address);
      }
    }
    return new Caller.Token(
        token.id(),
        token.organization(),
        token.holder(),
        scopes,
        lost,
        access.role(token.organization(), token.holder()).orElse(null));
  }

  private ProblemException denied(Reason reason, String address) {
    return reason == Reason.TOKEN_UNKNOWN
        ? unknown(address)
        : ProblemException.of(401, reason.code(), "The token no longer works.");
  }

  private ProblemException unknown(String address) {
    guesses.guessed(address);
    return ProblemException.of(401, Reason.TOKEN_UNKNOWN.code(), "Nobody has this credential.");
  }
}
