package dev.packledger.domain.terms;

import java.time.Period;

/** Which releases a payment covers. */
public sealed interface Updates {
  /** Releases published while the licence is paid for. */
  record WhileActive() implements Updates {}

  /** Releases published within a period after purchase or renewal. */
  record ForPeriod(Period period) implements Updates {
    public ForPeriod {
      if (period.isNegative() || period.isZero()) {
        throw new IllegalArgumentException("the updates period is positive");
      }
    }
  }
}
