package dev.packledger.domain.terms;

import org.jspecify.annotations.Nullable;

/**
 * Who needs a seat and how many may be bought.
 *
 * @param maximum the most seats of one licence; null for no limit
 */
public record SeatRule(int minimum, @Nullable Integer maximum, Counted counted) {
  public SeatRule {
    if (minimum < 0 || (maximum != null && maximum < minimum)) {
      throw new IllegalArgumentException("seats: minimum " + minimum + ", maximum " + maximum);
    }
  }

  /** Who needs a seat. */
  public enum Counted {
    MEMBERS,
    PIPELINES,
    BOTH,
    /** Nobody needs a seat: unlimited use inside the buyer's organisation. */
    UNLIMITED
  }
}
