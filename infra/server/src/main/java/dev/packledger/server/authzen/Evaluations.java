package dev.packledger.server.authzen;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.http.PresentedSecret;
import dev.packledger.server.history.AsOf;
import dev.packledger.server.history.NoSuchMoment;
import dev.packledger.server.history.PastDecisions;
import dev.packledger.server.web.AccessDecisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Turns questions into what the access rule is asked, and its decisions into answers. */
final class Evaluations {
  private final AccessDecisions access;
  private final PastDecisions past;

  Evaluations(AccessDecisions access, PastDecisions past) {
    this.access = access;
    this.past = past;
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
            case Questions.Item.Asked asked -> evaluateOne(asked.question(), caller, instant);
            case Questions.Item.Failed failed -> Evaluation.failed(failed.error());
          };
      answers.add(answer);
      if (questions.semantic().endsWith(answer)) {
        break;
      }
    }
    return new Answers(answers);
  }

  private Evaluation evaluateOne(Question question, OrganizationId caller, Instant instant) {
    try {
      return evaluate(question, caller, instant);
    } catch (NoSuchMoment none) {
      return Evaluation.failed(new Malformed(none.code(), none.detail()));
    }
  }

  /**
   * Blocks where the question asks the past.
   *
   * @throws NoSuchMoment where it asks of a moment that the ledger does not have
   */
  Evaluation evaluate(Question question, OrganizationId caller, Instant instant) {
    return switch (question) {
      case Question.Decidable decidable -> decide(decidable, caller, instant);
      case Question.Unknown unknown -> Evaluation.unknown(unknown);
    };
  }

  private Evaluation decide(Question.Decidable question, OrganizationId caller, Instant instant) {
    AsOf asOf = question.asOf();
    Decision decision =
        asOf == null ? decideNow(question, caller, instant) : decideThen(question, caller, asOf);
    return switch (decision) {
      case Decision.Allowed allowed -> Evaluation.allowed(allowed);
      case Decision.Denied denied -> Evaluation.denied(denied, access.reference(denied));
    };
  }

  private Decision decideNow(Question.Decidable question, OrganizationId caller, Instant instant) {
    return access.decideFor(
        caller, question.organization(), credential(question), resource(question), instant);
  }

  private Decision decideThen(Question.Decidable question, OrganizationId caller, AsOf asOf) {
    Credential credential = credential(question);
    Function<OrganizationId, Resource> resource = resource(question);
    // What is read does not depend on whose tree is asked; that may be known only afterwards.
    PastDecisions.Past then =
        past.past(asOf, credential, PastDecisions.subject(resource.apply(caller)));
    return AccessDecisions.decideFor(
        caller,
        question.organization(),
        then.facts(),
        credential,
        resource,
        then.moment().instant());
  }

  private static Credential credential(Question.Decidable question) {
    return switch (question.subject()) {
      case Question.Subject.Secret secret ->
          new Credential.Secret(PresentedSecret.digest(secret.secret()), question.address());
      case Question.Subject.Named named -> new Credential.Named(named.token(), question.address());
    };
  }

  /** What is asked for, once it is known in whose tree. */
  private static Function<OrganizationId, Resource> resource(Question.Decidable question) {
    PackageId pkg = question.resource().packageId();
    return switch (question.action()) {
      case INSTALL -> {
        ReleaseId release = question.resource().releaseId().orElseThrow();
        yield organization -> new Resource.Install(organization, pkg, release);
      }
      case BROWSE -> organization -> new Resource.Browse(organization, pkg);
      case PUBLISH -> organization -> new Resource.Publish(organization, pkg);
    };
  }
}
