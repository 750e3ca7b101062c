package dev.packledger.server.authzen;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, as AuthZEN 1.0 (section 6.2, Access Evaluation Response) writes it, with our reasons
 * in its context.
 */
record Evaluation(boolean decision, Context context) {
  /** Why it is so. */
  sealed interface Context {}

  /**
   * The access rule decided.
   *
   * @param reason stable code of the denial; null where access is allowed
   * @param since from when on it is so, where that is known
   * @param licenses the licences that decided
   * @param positions the positions of the events that decided
   * @param position the ledger position that the decision was made at
   * @param instant the instant that it was made for
   * @param reference resolves at {@code /api/v1/denials/{reference}}; denials only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Decided(
      @Nullable String reason,
      @Nullable Instant since,
      List<String> licenses,
      List<Long> positions,
      long position,
      Instant instant,
      @Nullable String reference)
      implements Context {}

  /**
   * There was nothing to decide: the question names a subject, an action or a resource of a kind
   * that is not known here.
   *
   * @param reason stable code of what is not known
   */
  record Unknown(String reason, String message) implements Context {}

  /** One of several evaluations is no question (section 7.2.1, Errors). */
  record Failed(Error error) implements Context {}

  /**
   * @param status what the evaluation would have been answered with, had it come alone
   */
  record Error(int status, String code, String message) {}

  static Evaluation allowed(Decision.Allowed allowed) {
    return new Evaluation(true, decided(allowed, null, null, null));
  }

  static Evaluation denied(Decision.Denied denied, String reference) {
    return new Evaluation(
        false, decided(denied, denied.reason().code(), denied.since(), reference));
  }

  static Evaluation unknown(Question.Unknown unknown) {
    return new Evaluation(false, new Unknown(unknown.part().code(), unknown.message()));
  }

  static Evaluation failed(Malformed malformed) {
    return new Evaluation(false, new Failed(new Error(400, malformed.code(), malformed.detail())));
  }

  private static Context decided(
      Decision decision,
      @Nullable String reason,
      @Nullable Instant since,
      @Nullable String reference) {
    return new Decided(
        reason,
        since,
        decision.licenses().stream().map(LicenseId::value).toList(),
        decision.decidedAt().stream().map(Position::value).toList(),
        decision.at().value(),
        decision.instant(),
        reference);
  }
}
