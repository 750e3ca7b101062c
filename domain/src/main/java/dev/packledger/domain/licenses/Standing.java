package dev.packledger.domain.licenses;

import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.terms.Terms;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a licence stands: paid through when, ended or resting for which reasons. Reasons are counted:
 * each holds until it is taken back itself.
 *
 * @param paidThrough half-open end of what is paid; null for no end
 * @param renewedThrough the furthest paid-through that a renewal named; null where never renewed
 * @param pastDue whether a payment is late
 * @param cancelled whether the subscription was deleted; for ever
 * @param cancelsAt a scheduled cancellation
 * @param expiredAt the deadline whose passing was recorded
 */
public record Standing(
    @Nullable Instant paidThrough,
    @Nullable Instant renewedThrough,
    boolean pastDue,
    boolean cancelled,
    @Nullable Instant cancelsAt,
    @Nullable Instant expiredAt,
    Set<SuspensionReason> suspensions,
    Set<RevocationReason> revocations) {
  public Standing {
    suspensions = Collections.unmodifiableSet(new TreeSet<>(suspensions));
    revocations = Collections.unmodifiableSet(new TreeSet<>(revocations));
  }

  static Standing paidThrough(@Nullable Instant paidThrough) {
    return new Standing(paidThrough, null, false, false, null, null, Set.of(), Set.of());
  }

  /** When access ends by itself, if nothing more happens; null for never. */
  public @Nullable Instant deadline(Terms terms) {
    @Nullable Instant graceEnd = paidThrough == null ? null : terms.graceEnd(paidThrough);
    if (cancelsAt == null) {
      return graceEnd;
    }
    return graceEnd == null || cancelsAt.isBefore(graceEnd) ? cancelsAt : graceEnd;
  }

  Standing renewed(Instant through) {
    return new Standing(
        paidThrough == null ? null : later(paidThrough, through),
        renewedThrough == null ? through : later(renewedThrough, through),
        false,
        cancelled,
        cancelsAt,
        null,
        suspensions,
        revocations);
  }

  Standing withPastDue() {
    return with(true, cancelled, cancelsAt, expiredAt);
  }

  Standing cancellingAt(@Nullable Instant at) {
    return with(pastDue, cancelled, at, null);
  }

  /** What was only announced or late is over with the cancellation itself. */
  Standing withCancellation() {
    return with(false, true, null, null);
  }

  Standing withExpiry(Instant at) {
    return with(pastDue, cancelled, cancelsAt, at);
  }

  Standing suspendedFor(SuspensionReason reason) {
    return withReasons(plus(suspensions, reason), revocations);
  }

  Standing lifted(SuspensionReason reason) {
    return withReasons(minus(suspensions, reason), revocations);
  }

  Standing revokedFor(RevocationReason reason) {
    return withReasons(suspensions, plus(revocations, reason));
  }

  Standing reversed(RevocationReason reason) {
    return withReasons(suspensions, minus(revocations, reason));
  }

  private Standing withReasons(Set<SuspensionReason> resting, Set<RevocationReason> ending) {
    return new Standing(
        paidThrough, renewedThrough, pastDue, cancelled, cancelsAt, expiredAt, resting, ending);
  }

  private static <T extends Comparable<T>> Set<T> plus(Set<T> reasons, T reason) {
    Set<T> more = new TreeSet<>(reasons);
    more.add(reason);
    return more;
  }

  private static <T extends Comparable<T>> Set<T> minus(Set<T> reasons, T reason) {
    Set<T> fewer = new TreeSet<>(reasons);
    fewer.remove(reason);
    return fewer;
  }

  private Standing with(
      boolean late,
      boolean ended,
      @Nullable Instant scheduledAt,
      @Nullable Instant deadlineRecorded) {
    return new Standing(
        paidThrough,
        renewedThrough,
        late,
        ended,
        scheduledAt,
        deadlineRecorded,
        suspensions,
        revocations);
  }

  private static Instant later(Instant left, Instant right) {
    return left.isAfter(right) ? left : right;
  }
}
