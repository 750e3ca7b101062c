package dev.packledger.domain.access;

import dev.packledger.domain.access.DecisionStory.Asked;
import dev.packledger.domain.access.DecisionStory.Happened;
import dev.packledger.domain.access.DecisionStory.Step;
import dev.packledger.domain.ledger.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event of the corpus that ends access: the same question about the same instant is answered
 * with allow just before it and with a denial just after it.
 *
 * @param reason what is told after it
 */
public record AccessEnd(Event event, Reason reason) {
  /** Every such event, in the order of the stories. */
  public static List<AccessEnd> all() {
    List<AccessEnd> ends = new ArrayList<>();
    for (DecisionStory story : DecisionStory.all()) {
      List<Step> steps = story.steps();
      for (int i = 1; i + 1 < steps.size(); i++) {
        if (steps.get(i) instanceof Happened(var recorded)
            && steps.get(i - 1) instanceof Asked before
            && steps.get(i + 1) instanceof Asked after
            && before.answer().reason() == null
            && isSameQuestion(before, after)) {
          @Nullable Reason reason = after.answer().reason();
          if (reason != null) {
            ends.add(new AccessEnd(recorded.event(), reason));
          }
        }
      }
    }
    return ends;
  }

  private static boolean isSameQuestion(Asked before, Asked after) {
    return before.credential().equals(after.credential())
        && before.resource().equals(after.resource())
        && before.clock().equals(after.clock());
  }

  /** Type and reason in one word each, such as {@code LicenseRevoked license.revoked}. */
  public String name() {
    return event.getClass().getSimpleName() + ' ' + reason.code();
  }
}
