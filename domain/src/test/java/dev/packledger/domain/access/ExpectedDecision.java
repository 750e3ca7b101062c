package dev.packledger.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.licenses.LicenseId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a story says a decision must be.
 *
 * @param reason null where access is allowed
 * @param since exactly; null where none is told
 * @param licenses those that decided, exactly
 */
public record ExpectedDecision(
    @Nullable Reason reason, @Nullable Instant since, List<LicenseId> licenses) {

  static ExpectedDecision of(StoryLine answer) {
    @Nullable Reason reason =
        answer.verb().equals("allow")
            ? null
            : Arrays.stream(Reason.values())
                .filter(candidate -> candidate.code().equals(answer.verb()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reason: " + answer.text()));
    List<LicenseId> licenses = answer.list("by").stream().map(StoryNames::license).toList();
    ExpectedDecision expected = new ExpectedDecision(reason, answer.instant("since"), licenses);
    answer.done();
    return expected;
  }

  /** Fails with the story's line where the decision is another one. */
  public void check(String line, Decision decision) {
    @Nullable Reason told =
        switch (decision) {
          case Decision.Allowed allowed -> null;
          case Decision.Denied denied -> denied.reason();
        };
    @Nullable Instant toldSince =
        switch (decision) {
          case Decision.Allowed allowed -> null;
          case Decision.Denied denied -> denied.since();
        };
    assertThat(told).as(line).isEqualTo(reason);
    assertThat(toldSince).as(line).isEqualTo(since);
    assertThat(decision.licenses()).as(line).isEqualTo(licenses);
  }
}
