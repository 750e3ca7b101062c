package dev.packledger.acceptance.planted.identity;

import java.time.Clock;

/** Makes a clock of its own. */
final class OwnClock {
  private OwnClock() {}

  static Clock clock() {
    return Clock.systemUTC();
  }
}
