package dev.packledger.webhooks.inbox;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a failed entry is tried again: after a delay that doubles up to a limit, until it is old.
 *
 * @param first the delay after the first attempt
 * @param longest the greatest delay
 * @param until how long after its arrival an entry is tried on its own; later it rests until asked
 */
public record Retries(Duration first, Duration longest, Duration until) {
  public static final Retries USUAL =
      new Retries(Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofDays(30));

  /** The next attempt; null where the entry rests. */
  public @Nullable Instant next(Instant receivedAt, Instant now, int attempts) {
    if (Duration.between(receivedAt, now).compareTo(until) > 0) {
      return null;
    }
    Duration delay = first;
    for (int i = 1; i < attempts && delay.compareTo(longest) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return now.plus(delay.compareTo(longest) < 0 ? delay : longest);
  }
}
