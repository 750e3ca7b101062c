package dev.packledger.server.authzen;

/**
 * How much one request may ask. A request is read and answered on a thread that others wait for.
 *
 * @param evaluations the most evaluations of one {@code evaluations} request
 * @param evaluationBytes the longest body with one question
 * @param evaluationsBytes the longest body with many
 */
public record AuthZenLimits(int evaluations, int evaluationBytes, int evaluationsBytes) {
  private static final int QUESTION_BYTES = 16 * 1024;

  /**
   * What a question with a long token, a long name and some properties takes, and as much again.
   */
  private static final int EVALUATION_BYTES = 1024;

  public AuthZenLimits {
    if (evaluations < 1 || evaluationBytes < 1 || evaluationsBytes < evaluationBytes) {
      throw new IllegalArgumentException("limits of questions are positive and grow");
    }
  }

  /** Bodies as long as that many evaluations need. */
  public static AuthZenLimits of(int evaluations) {
    return new AuthZenLimits(
        evaluations,
        QUESTION_BYTES,
        Math.max(QUESTION_BYTES, Math.multiplyExact(evaluations, EVALUATION_BYTES)));
  }
}
