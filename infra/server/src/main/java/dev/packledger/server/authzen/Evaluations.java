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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns questions into what the access rule is asked, and its decisions into answers. */
final class Evaluations {
  private final AccessDecisions access;

  Evaluations(AccessDecisions access) {
    this.access = access;
  }

  /** The answers to many questions, in their order, up to the one that their semantic ends with. */
  record Answers(List<Evaluation> evaluations) {}

  /**
   * All at one instant; each tells the position that it was decided at.
   *
   * @param caller the organisation of the token that asks
   */
  Answers evaluate(Questions questions, OrganizationId caller, Instant instant) {
    List<Evaluation> answers = new ArrayList<>(questions.items().size());
    for (Questions.Item item : questions.items()) {
      Evaluation answer =
          switch (item) {
            case Questions.Item.Asked asked -> evaluate(asked.question(), caller, instant);
            case Questions.Item.Failed failed -> Evaluation.failed(failed.error());
          };
      answers.add(answer);
      if (questions.semantic().endsWith(answer)) {
        break;
      }
    }
    return new Answers(answers);
  }

  Evaluation evaluate(Question question, OrganizationId caller, Instant instant) {
    return switch (question) {
      case Question.Decidable decidable -> decide(decidable, caller, instant);
      case Question.Unknown unknown -> Evaluation.unknown(unknown);
    };
  }

  private Evaluation decide(Question.Decidable question, OrganizationId caller, Instant instant) {
    OrganizationId organization =
        Optional.ofNullable(question.organization())
            .or(() -> token(question).map(Facts.Token::organization))
            .orElse(caller);
    Decision decision =
        access.decideFor(caller, credential(question), resource(question, organization), instant);
    return switch (decision) {
      case Decision.Allowed allowed -> Evaluation.allowed(allowed);
      case Decision.Denied denied -> Evaluation.denied(denied, access.reference(denied));
    };
  }

  private Optional<Facts.Token> token(Question.Decidable question) {
    return access.token(credential(question));
  }

  private static Credential credential(Question.Decidable question) {
    return switch (question.subject()) {
      case Question.Subject.Secret secret ->
          new Credential.Secret(PresentedSecret.digest(secret.secret()), question.address());
      case Question.Subject.Named named -> new Credential.Named(named.token(), question.address());
    };
  }

  private static Resource resource(Question.Decidable question, OrganizationId organization) {
    PackageId pkg = question.resource().packageId();
    return switch (question.action()) {
      case INSTALL ->
          new Resource.Install(organization, pkg, question.resource().releaseId().orElseThrow());
      case BROWSE -> new Resource.Browse(organization, pkg);
      case PUBLISH -> new Resource.Publish(organization, pkg);
    };
  }
}
