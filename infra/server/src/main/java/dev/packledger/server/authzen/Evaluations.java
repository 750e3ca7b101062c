package dev.packledger.server.authzen;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.server.web.AccessDecisions;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns a question into what the access rule is asked. A caller learns of its own organisation's
 * tokens and of its own packages; of anything else it learns no more than a stranger would, else
 * this would be an oracle.
 */
final class Evaluations {
  /** No token's secret is empty: whoever shows this is told what a stranger is told. */
  private static final Credential STRANGER =
      new Credential.Secret(PresentedSecret.digest(""), null);

  private final AccessDecisions access;

  Evaluations(AccessDecisions access) {
    this.access = access;
  }

  /**
   * @param caller the organisation of the token that asks
   */
  Evaluation evaluate(EvaluationRequest request, OrganizationId caller, Instant instant) {
    Credential credential = credential(request);
    Optional<OrganizationId> owner = token(request).map(Facts.Token::organization);
    OrganizationId organization =
        Optional.ofNullable(request.organization()).or(() -> owner).orElse(caller);
    boolean concerned =
        caller.equals(owner.orElse(null))
            || caller.equals(access.owner(request.resource().packageId()).orElse(null));
    Decision decision =
        access.decide(concerned ? credential : STRANGER, resource(request, organization), instant);
    return switch (decision) {
      case Decision.Allowed allowed -> Evaluation.allowed(allowed);
      case Decision.Denied denied -> Evaluation.denied(denied, access.reference(denied));
    };
  }

  private Optional<Facts.Token> token(EvaluationRequest request) {
    return switch (request.subject()) {
      case EvaluationRequest.Subject.Secret secret ->
          access.token(PresentedSecret.digest(secret.secret()));
      case EvaluationRequest.Subject.Named named -> access.token(named.token());
    };
  }

  private static Credential credential(EvaluationRequest request) {
    return switch (request.subject()) {
      case EvaluationRequest.Subject.Secret secret ->
          new Credential.Secret(PresentedSecret.digest(secret.secret()), request.address());
      case EvaluationRequest.Subject.Named named ->
          new Credential.Named(named.token(), request.address());
    };
  }

  private static Resource resource(EvaluationRequest request, OrganizationId organization) {
    PackageId pkg = request.resource().packageId();
    return switch (request.action()) {
      case INSTALL ->
          new Resource.Install(organization, pkg, request.resource().releaseId().orElseThrow());
      case BROWSE -> new Resource.Browse(organization, pkg);
      case PUBLISH -> new Resource.Publish(organization, pkg);
    };
  }
}
