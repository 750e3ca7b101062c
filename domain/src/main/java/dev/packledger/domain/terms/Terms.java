package dev.packledger.domain.terms;

import dev.packledger.domain.packages.PackageId;
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
  public Terms {
    packages = packages.stream().distinct().toList();
    channels = Collections.unmodifiableSet(new TreeSet<>(channels));
    if (graceDays < 0) {
      throw new IllegalArgumentException("graceDays is never negative");
    }
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
