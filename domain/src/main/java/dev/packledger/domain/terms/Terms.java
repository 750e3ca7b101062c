package dev.packledger.domain.terms;

import dev.packledger.domain.packages.PackageId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a plan promises, as data. A granted licence keeps its own snapshot.
 *
 * @param packages everything covered, private dependencies included
 * @param updates which releases a payment covers
 * @param versions an optional constraint on covered versions
 * @param channels covered channels; empty for every channel
 * @param onLapse what remains once the licence is no longer paid for
 * @param graceDays days of access after paid-through; at least 24 hours are always given
 */
public record Terms(
    Kind kind,
    List<PackageId> packages,
    SeatRule seats,
    Updates updates,
    @Nullable VersionConstraint versions,
    Set<String> channels,
    OnLapse onLapse,
    int graceDays,
    TokenRules tokens) {
  /** Payment providers finalise a renewal about an hour after the period ends. */
  private static final Duration GRACE_MIN = Duration.ofHours(24);

  public Terms {
    packages = packages.stream().distinct().toList();
    channels = channels.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(channels));
    if (graceDays < 0) {
      throw new IllegalArgumentException("graceDays is never negative");
    }
  }

  /** The first instant without access after a payment that reaches until {@code paidThrough}. */
  public Instant graceEnd(Instant paidThrough) {
    Duration grace = Duration.ofDays(graceDays);
    return paidThrough.plus(grace.compareTo(GRACE_MIN) > 0 ? grace : GRACE_MIN);
  }

  /**
   * The first instant of which releases are no longer covered; null for no end. Grace adds nothing.
   *
   * @param paidThrough half-open end of what is paid; null for no end
   * @param renewedThrough the furthest paid-through that a renewal named; null where never renewed
   */
  public @Nullable Instant coveredEnd(
      Instant startsAt, @Nullable Instant paidThrough, @Nullable Instant renewedThrough) {
    return switch (updates) {
      case Updates.WhileActive whileActive -> paidThrough;
      case Updates.ForPeriod forPeriod -> {
        Instant end = startsAt.atOffset(ZoneOffset.UTC).plus(forPeriod.period()).toInstant();
        yield renewedThrough != null && renewedThrough.isAfter(end) ? renewedThrough : end;
      }
    };
  }

  public enum Kind {
    SUBSCRIPTION,
    PERPETUAL,
    TRIAL
  }

  public enum OnLapse {
    REVOKE_EVERYTHING,
    KEEP_COVERED_RELEASES
  }
}
