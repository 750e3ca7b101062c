package dev.packledger.domain.terms;

import java.time.Period;

/** Which releases a payment covers. */
public sealed interface Updates {
  /** Releases published while the licence is paid for. */
  record WhileActive() implements Updates {}

  /** Releases published within a period after purchase or renewal, in UTC's calendar. */
  record ForPeriod(Period period) implements Updates {
    private static final int YEARS_MAX = 1000;

    public ForPeriod {
      if (period.isNegative() || period.isZero()) {
        throw new IllegalArgumentException("the updates period is positive");
      }
      if (period.toTotalMonths() > YEARS_MAX * 12 || period.getDays() > YEARS_MAX * 365) {
        throw new IllegalArgumentException("the updates period is at most 1000 years");
      }
    }
  }
}
