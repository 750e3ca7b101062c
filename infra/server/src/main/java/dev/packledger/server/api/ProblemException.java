package dev.packledger.server.api;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.server.web.Problem;
import java.time.Instant;

/** Ends a request with a problem; thrown at the edge only, where no other way out exists. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  public static ProblemException of(int status, String code, String detail) {
    return new ProblemException(Problem.of(status, code, detail));
  }

  /** What a caller without right to know is told, whether the thing exists or not. */
  public static ProblemException unknown(String thing) {
    return of(
        404, thing + ".unknown", "There is no such " + thing + ", or it is not yours to see.");
  }

  /** A denial of something that the caller may know of. */
  static ProblemException denied(Decision.Denied denied, String reference) {
    String code = denied.reason().code();
    Instant since = denied.since();
    String words = code.replace('.', ' ').replace('_', ' ');
    String detail =
        "Denied: " + words + (since == null ? "" : " since " + since) + ". Ask with the reference.";
    return new ProblemException(Problem.denied(403, code, detail, reference));
  }

  /**
   * A refused command: 404 where something does not exist, 403 where the right lacks, 422 where a
   * value can never be right, else 409.
   */
  public static ProblemException of(Outcome.Refused refused) {
    String code = refused.refusal().code();
    return of(statusOf(code), code, refused.detail());
  }

  private static int statusOf(String code) {
    if (code.endsWith(".unknown")) {
      return 404;
    }
    if (code.endsWith("operator_required")) {
      return 403;
    }
    return code.endsWith("_invalid") || code.endsWith(".invalid") ? 422 : 409;
  }

  public Problem problem() {
    return problem;
  }
}
