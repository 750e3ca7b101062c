package dev.packledger.projections.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known before an event, from the events before it. A subject is a stream, a plan, a member
 * or a pipeline by its id; facts are named by {@link TimelineFacts}.
 */
interface Known {
  @Nullable String fact(String subject, String fact);

  /**
   * @param value null where the fact holds no longer
   */
  record Change(String subject, String fact, @Nullable String value) {}

  /** What the subject is called; its id where it has no name. */
  default String name(String subject) {
    String name = fact(subject, TimelineFacts.NAME);
    return name == null ? subject : name;
  }

  /** What is known after these changes. */
  default Known after(List<Change> changes) {
    return (subject, fact) -> {
      for (Change change : changes) {
        if (change.subject().equals(subject) && change.fact().equals(fact)) {
          return change.value();
        }
      }
      return fact(subject, fact);
    };
  }
}
