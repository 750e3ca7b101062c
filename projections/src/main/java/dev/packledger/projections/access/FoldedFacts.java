package dev.packledger.projections.access;

import dev.packledger.domain.access.AccessRules;
import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Facts;
import dev.packledger.domain.access.Resource;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.time.Instant;

/**
 * The facts of access folded from recorded events alone, for questions about the past. Where {@link
 * AccessMemory} takes every event, this takes those of the streams that a question concerns, or all
 * of them; the answers are the same. For one thread.
 */
public final class FoldedFacts {
  private final MemoryFacts facts = new MemoryFacts();

  /**
   * Applies the next event.
   *
   * @throws IllegalArgumentException where it stands before one that was applied
   */
  public void apply(Recorded<? extends Event> recorded) {
    if (recorded.position().compareTo(facts.position()) <= 0) {
      throw new IllegalArgumentException(
          "at %s already, and given %s".formatted(facts.position(), recorded.position()));
    }
    AccessFold.change(recorded)
        .ifPresent(
            change -> {
              facts.reserve();
              facts.apply(change, recorded.position());
            });
    facts.moveTo(recorded.position(), recorded.metadata().recordedAt());
  }

  /**
   * Moves on over events that do not concern the question.
   *
   * @param position not before the last event that was applied
   * @param recordedAt when the event of that position was recorded
   */
  public void moveTo(Position position, Instant recordedAt) {
    if (position.compareTo(facts.position()) < 0) {
      throw new IllegalArgumentException(
          "at %s already, not at %s".formatted(facts.position(), position));
    }
    facts.moveTo(position, recordedAt);
  }

  /** As of now; changes with the next event. */
  public Facts facts() {
    return facts;
  }

  /** The rule's answer as of the last event, or of where this was moved to. */
  public Decision decide(Credential credential, Resource resource, Instant clock) {
    return AccessRules.decide(facts, credential, resource, clock);
  }
}
