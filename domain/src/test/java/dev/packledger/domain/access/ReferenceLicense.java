package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.licenses.LicenseEvent.*;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.terms.Terms;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One licence's facts, folded from its whole stream. */
final class ReferenceLicense {
  private final LicenseId id;
  private @Nullable Terms terms;
  private @Nullable OrganizationId buyer;
  private Instant startsAt = Instant.EPOCH;
  private @Nullable Instant paidThrough;
  private @Nullable Instant renewedThrough;
  private @Nullable Instant cancelledAt;
  private @Nullable Instant cancelsAt;
  private final Map<SuspensionReason, Instant> suspensions = new HashMap<>();
  private final Map<RevocationReason, Instant> revocations = new HashMap<>();
  private final Set<Holder> seats = new HashSet<>();
  private final Map<Held, Optional<Instant>> held = new HashMap<>();
  private Position decidedAt = Position.START;

  /** A package in a buyer's hands; mapped to when it was lost, or to empty while it is not. */
  private record Held(OrganizationId buyer, PackageId pkg) {}

  ReferenceLicense(LicenseId id, List<Recorded<? extends Event>> stream) {
    this.id = id;
    for (Recorded<? extends Event> recorded : stream) {
      apply((LicenseEvent) recorded.event(), recorded);
    }
  }

  Facts.@Nullable License asSeenBy(OrganizationId asking, PackageId pkg, Holder holder) {
    @Nullable Optional<Instant> lost = held.get(new Held(asking, pkg));
    if (terms == null || lost == null) {
      return null;
    }
    return new Facts.License(
        id,
        terms,
        lost.orElse(null),
        lost.isPresent() && !asking.equals(buyer),
        startsAt,
        paidThrough,
        renewedThrough,
        cancelledAt,
        cancelsAt,
        suspensions.values().stream().min(Comparator.naturalOrder()).orElse(null),
        revocations.values().stream().min(Comparator.naturalOrder()).orElse(null),
        seats.contains(holder),
        decidedAt);
  }

  private void apply(LicenseEvent event, Recorded<? extends Event> recorded) {
    Instant at = recorded.metadata().recordedAt();
    boolean changes =
        switch (event) {
          case LicenseGranted granted -> {
            terms = granted.terms();
            startsAt = granted.startsAt();
            paidThrough = granted.paidThrough();
            yield moveTo(granted.buyer(), at);
          }
          case LicenseClaimed claimed -> moveTo(claimed.buyer(), at);
          case LicenseTransferred transferred -> moveTo(transferred.buyer(), at);
          case PlanChanged changed -> changeTerms(changed.terms(), at);
          case LicenseRenewed renewed -> renew(renewed.paidThrough());
          case LicenseSuspended suspended -> hold(suspensions, suspended.reason(), at);
          case SuspensionLifted lifted -> release(suspensions, lifted.reason());
          case LicenseRevoked revoked -> hold(revocations, revoked.reason(), at);
          case RevocationReversed reversed -> release(revocations, reversed.reason());
          case SeatAssigned assigned -> {
            seats.add(assigned.holder());
            yield true;
          }
          case SeatUnassigned unassigned -> {
            seats.remove(unassigned.holder());
            yield true;
          }
          case CancellationScheduled scheduled -> cancelsAt(scheduled.at());
          case CancellationWithdrawn withdrawn -> cancelsAt(null);
          case LicenseCancelled cancelled -> {
            cancelledAt = at;
            yield true;
          }
          case PaymentFailed failed -> false;
          case LicensePastDue pastDue -> false;
          case SeatsChanged changed -> false;
          case LicenseExpired expired -> false;
          case PaymentReceived received -> false;
          case PaymentRefunded refunded -> false;
        };
    if (changes) {
      decidedAt = recorded.position();
    }
  }

  private boolean moveTo(@Nullable OrganizationId newBuyer, Instant at) {
    if (buyer != null) {
      loseAll(buyer, Set.of(), at);
    }
    buyer = newBuyer;
    hold();
    return true;
  }

  private boolean changeTerms(Terms newTerms, Instant at) {
    terms = newTerms;
    if (buyer != null) {
      loseAll(buyer, Set.copyOf(newTerms.packages()), at);
    }
    hold();
    return true;
  }

  private void loseAll(OrganizationId loser, Set<PackageId> kept, Instant at) {
    held.replaceAll(
        (key, lost) ->
            key.buyer().equals(loser) && !kept.contains(key.pkg()) && lost.isEmpty()
                ? Optional.of(at)
                : lost);
  }

  private void hold() {
    if (buyer != null && terms != null) {
      for (PackageId pkg : terms.packages()) {
        held.put(new Held(buyer, pkg), Optional.empty());
      }
    }
  }

  private boolean renew(Instant through) {
    if (paidThrough != null && through.isAfter(paidThrough)) {
      paidThrough = through;
    }
    if (renewedThrough == null || through.isAfter(renewedThrough)) {
      renewedThrough = through;
    }
    return true;
  }

  private static <R> boolean hold(Map<R, Instant> reasons, R reason, Instant at) {
    reasons.put(reason, at);
    return true;
  }

  private static <R> boolean release(Map<R, Instant> reasons, R reason) {
    reasons.remove(reason);
    return true;
  }

  private boolean cancelsAt(@Nullable Instant at) {
    cancelsAt = at;
    return true;
  }
}
