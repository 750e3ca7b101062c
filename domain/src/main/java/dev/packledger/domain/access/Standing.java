package dev.packledger.domain.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decisions, and how long they stand: the same facts give the same decisions about the same
 * resources for every instant from their own on and before {@code until}. Whoever keeps what
 * follows from them looks first that the facts are of the same position.
 *
 * @param until the earliest deadline that was looked at and has not come; null where there is none
 */
public record Standing(List<Decision> decisions, @Nullable Instant until) {
  public Standing {
    decisions = List.copyOf(decisions);
  }
}
