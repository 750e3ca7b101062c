package dev.packledger.domain.ledger;

import java.util.List;

/** What a decider says to a command. */
public sealed interface Outcome {
  /** Yes, and these facts follow; none where the command repeats what already holds. */
  record Accepted(List<? extends Event> events) implements Outcome {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /**
   * No, for this reason.
   *
   * @param detail one plain sentence for a person, without secrets
   */
  record Refused(Refusal refusal, String detail) implements Outcome {}

  static Outcome accepted(Event... events) {
    return new Accepted(List.of(events));
  }

  static Outcome refused(Refusal refusal, String detail) {
    return new Refused(refusal, detail);
  }
}
