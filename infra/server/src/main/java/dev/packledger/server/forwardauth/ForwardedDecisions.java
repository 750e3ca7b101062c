package dev.packledger.server.forwardauth;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.identity.GuessLimiter;
import dev.packledger.registry.shared.Adapter;
import dev.packledger.registry.shared.AskedFor;
import dev.packledger.registry.shared.ForeignRegistry;
import dev.packledger.registry.shared.Usage;
import dev.packledger.registry.shared.http.Answer;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.Adapters;
import dev.packledger.server.web.Addresses;
import dev.packledger.server.web.AskingPrograms;
import dev.packledger.server.web.QuerySecrets;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a forwarded request into what the access rule is asked. Never blocks.
 *
 * <p>The rule is asked with the client's own secret, whoever the proxy is: who has a secret can try
 * it at our own registry all the same, and an answer that depended on the proxy would tell
 * strangers which packages are its owner's.
 */
final class ForwardedDecisions {
  private final AccessDecisions access;
  private final Adapters adapters;
  private final GuessLimiter guesses;
  private final Addresses addresses;
  private final InstantSource clock;
  private final Usage usage;

  ForwardedDecisions(
      AccessDecisions access,
      Adapters adapters,
      GuessLimiter guesses,
      Addresses addresses,
      InstantSource clock,
      Usage usage) {
    this.access = access;
    this.adapters = adapters;
    this.guesses = guesses;
    this.addresses = addresses;
    this.clock = clock;
    this.usage = usage;
  }

  /** What is told of a request. */
  sealed interface Verdict {
    /**
     * @param at the position of the decision; null where none was needed
     */
    record Allowed(@Nullable Position at) implements Verdict {}

    /**
     * @param code stable code of the reason
     * @param reference null where the access rule was not asked
     * @param shown the answer that the ecosystem's own registry would give
     */
    record Denied(String code, @Nullable String reference, Answer shown) implements Verdict {}

    /** The client's address showed too many unknown credentials: not looked at. */
    record Later(Duration retryAfter) implements Verdict {}
  }

  /**
   * @param program the proxy
   * @param authorization the client's own header
   * @throws Misconfigured where the route leads to an ecosystem that has no grammar here
   */
  Verdict decide(
      AskingPrograms.Asking.Entitled program,
      ForwardedRoute route,
      ForwardedRequest request,
      @Nullable String authorization)
      throws Misconfigured {
    ForeignRegistry registry =
        adapters
            .of(route.ecosystem())
            .flatMap(Adapter::foreign)
            .orElseThrow(() -> new Misconfigured("The route's ecosystem is not served yet."));
    AskedFor asked =
        route
            .within(request.rawPath())
            .map(path -> registry.read(request.method(), path))
            .orElseGet(AskedFor.Unknown::new);
    if (QuerySecrets.in(request.rawQuery())) {
      return new Verdict.Denied(QuerySecrets.CODE, null, Refused.inQuery());
    }
    if (asked instanceof AskedFor.Common) {
      return new Verdict.Allowed(null);
    }
    String secret = PresentedSecret.in(authorization);
    if (secret == null) {
      return new Verdict.Denied("credential.missing", null, registry.unauthenticated());
    }
    Optional<Duration> wait = Optional.ofNullable(request.address()).flatMap(guesses::wait);
    if (wait.isPresent()) {
      return new Verdict.Later(wait.get());
    }
    Credential credential =
        new Credential.Secret(PresentedSecret.digest(secret), request.address());
    Resource resource = resource(asked, organization(program, route, credential));
    return switch (access.decide(credential, resource, clock.instant())) {
      case Decision.Allowed allowed -> new Verdict.Allowed(allowed.at());
      case Decision.Denied denied -> {
        count(denied, asked, request.userAgent());
        yield denied(denied, credential, route, request, registry);
      }
    };
  }

  private OrganizationId organization(
      AskingPrograms.Asking.Entitled program, ForwardedRoute route, Credential credential) {
    return route
        .organization()
        .or(() -> access.token(credential).map(Facts.Token::organization))
        .orElse(program.organization());
  }

  private static Resource resource(AskedFor asked, OrganizationId organization) {
    return switch (asked) {
      case AskedFor.Release release ->
          new Resource.Install(organization, release.pkg(), release.release());
      case AskedFor.Index index -> new Resource.Browse(organization, index.pkg());
      case AskedFor.Change _ -> new Resource.Closed(organization, Resource.Barrier.READ_ONLY);
      case AskedFor.Unknown _ ->
          new Resource.Closed(organization, Resource.Barrier.UNKNOWN_REQUEST);
      case AskedFor.Common common -> throw new AssertionError("needs no token: " + common);
    };
  }

  /** What was allowed is not counted: whether the proxy sent it, nobody says. */
  private void count(Decision.Denied denied, AskedFor asked, @Nullable String userAgent) {
    switch (asked) {
      case AskedFor.Release(var pkg, var release) -> usage.denied(denied, pkg, release, userAgent);
      case AskedFor.Index(var pkg) -> usage.denied(denied, pkg, null, userAgent);
      case AskedFor.Common _, AskedFor.Change _, AskedFor.Unknown _ -> {}
    }
  }

  private Verdict denied(
      Decision.Denied denied,
      Credential credential,
      ForwardedRoute route,
      ForwardedRequest request,
      ForeignRegistry registry) {
    String address = request.address();
    if (denied.reason() == Reason.TOKEN_UNKNOWN
        && address != null
        && access.token(credential).isEmpty()) {
      guesses.guessed(address);
    }
    String slug = route.slug();
    URI account = slug == null ? addresses.server() : addresses.account(slug);
    String reference = access.reference(denied);
    return new Verdict.Denied(
        denied.reason().code(), reference, registry.denied(denied, reference, account));
  }
}
