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
  /**
   * @param reason stable code of the denial; null where access is allowed
   * @param since from when on it is so, where that is known
   * @param licenses the licences that decided
   * @param positions the positions of the events that decided
   * @param position the ledger position that the decision was made at
   * @param instant the instant that it was made for
   * @param reference resolves at {@code /api/v1/denials/{reference}}; denials only
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Context(
      @Nullable String reason,
      @Nullable Instant since,
      List<String> licenses,
      List<Long> positions,
      long position,
      Instant instant,
      @Nullable String reference) {}

  static Evaluation allowed(Decision.Allowed allowed) {
    return new Evaluation(true, context(allowed, null, null, null));
  }

  static Evaluation denied(Decision.Denied denied, String reference) {
    return new Evaluation(
        false, context(denied, denied.reason().code(), denied.since(), reference));
  }

  private static Context context(
      Decision decision,
      @Nullable String reason,
      @Nullable Instant since,
      @Nullable String reference) {
    return new Context(
        reason,
        since,
        decision.licenses().stream().map(LicenseId::value).toList(),
        decision.decidedAt().stream().map(Position::value).toList(),
        decision.at().value(),
        decision.instant(),
        reference);
  }
}
