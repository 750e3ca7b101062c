package dev.packledger.server.usage;

import java.time.Duration;

/**
 * How usage is counted.
 *
 * @param window how much of what was counted a crash may lose, at most; 1 second to 1 hour
 * @param days how long counts are kept, in days of UTC; at least 1
 * @param waitingMax how many uses may wait to be counted; what comes while so many wait is lost
 */
public record UsageSettings(Duration window, int days, int waitingMax) {
  private static final Duration WINDOW_MIN = Duration.ofSeconds(1);
  private static final Duration WINDOW_MAX = Duration.ofHours(1);

  /** Ten seconds, and a little more than a year. */
  public static final UsageSettings USUAL = new UsageSettings(Duration.ofSeconds(10), 400, 100_000);

  public UsageSettings {
    if (window.compareTo(WINDOW_MIN) < 0 || window.compareTo(WINDOW_MAX) > 0) {
      throw new IllegalArgumentException("the window of usage is 1 second to 1 hour");
    }
    if (days < 1 || waitingMax < 1) {
      throw new IllegalArgumentException("usage is kept at least 1 day, and 1 use may wait");
    }
  }
}
