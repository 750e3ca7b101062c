package dev.packledger.domain.terms;

import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.PipelineId;
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

  /** Whether this many seats may be bought; any number where nobody needs one. */
  public boolean allows(int seats) {
    if (seats < 0) {
      return false;
    }
    return counted == Counted.UNLIMITED
        || (seats >= minimum && (maximum == null || seats <= maximum));
  }

  /** Whether the holder needs a seat to use what is covered. */
  public boolean counts(Holder holder) {
    return switch (counted) {
      case BOTH -> true;
      case UNLIMITED -> false;
      case MEMBERS ->
          switch (holder) {
            case MemberId member -> true;
            case PipelineId pipeline -> false;
          };
      case PIPELINES ->
          switch (holder) {
            case MemberId member -> false;
            case PipelineId pipeline -> true;
          };
    };
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
