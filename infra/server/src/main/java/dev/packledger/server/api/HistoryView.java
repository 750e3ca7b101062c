package dev.packledger.server.api;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.licenses.LicenseEvent.RevocationReason;
import dev.packledger.domain.licenses.LicenseEvent.SuspensionReason;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.products.PlanId;
import dev.packledger.projections.timeline.LicenseHistoryEntry;
import dev.packledger.server.history.LicenseFile;
import dev.packledger.server.history.Moment;
import dev.packledger.server.history.Telling;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The history of a licence as of a moment, as the API answers it and {@code replay --json} prints
 * it.
 *
 * @param position of the last event that counts
 * @param instant what the clock said at that moment
 * @param state the licence then
 * @param decision for the token and package asked about; null where none was
 * @param items every event that bears on the licence, oldest first
 * @param next the cursor of the page after; null on the last one
 */
public record HistoryView(
    LicenseId license,
    long position,
    Instant instant,
    State state,
    @Nullable Answer decision,
    List<Entry> items,
    @Nullable String next) {

  /**
   * What the licence's own events say.
   *
   * @param buyer null while it is to be claimed
   * @param holders who has a seat, in the order of assignment
   * @param paidThrough the first instant it no longer covers; null for no end
   * @param endsAt when access ends by itself if nothing more happens; null for never
   * @param pastDue whether a payment is late
   * @param expiredAt the deadline whose passing was recorded
   */
  record State(
      PlanId plan,
      @Nullable OrganizationId buyer,
      int seats,
      List<Holder> holders,
      Instant startsAt,
      @Nullable Instant paidThrough,
      @Nullable Instant endsAt,
      boolean pastDue,
      boolean cancelled,
      @Nullable Instant cancelsAt,
      @Nullable Instant expiredAt,
      Set<SuspensionReason> suspendedFor,
      Set<RevocationReason> revokedFor) {
    static State of(License license) {
      return new State(
          license.plan(),
          license.buyer(),
          license.seats().quantity(),
          license.seats().holders(),
          license.startsAt(),
          license.standing().paidThrough(),
          license.standing().deadline(license.terms()),
          license.standing().pastDue(),
          license.standing().cancelled(),
          license.standing().cancelsAt(),
          license.standing().expiredAt(),
          license.standing().suspensions(),
          license.standing().revocations());
    }
  }

  /**
   * A decision of the access rule.
   *
   * @param reason stable code of the denial; null where access is allowed
   * @param since from when on it is so, where that is known
   * @param licenses those that decided
   * @param positions of the events that decided
   * @param position it is made at
   * @param instant it is made for
   */
  record Answer(
      boolean allowed,
      @Nullable String reason,
      @Nullable Instant since,
      List<LicenseId> licenses,
      List<Long> positions,
      long position,
      Instant instant) {
    static @Nullable Answer of(@Nullable Decision decision) {
      return switch (decision) {
        case null -> null;
        case Decision.Allowed allowed -> of(allowed, null, null);
        case Decision.Denied denied -> of(denied, denied.reason().code(), denied.since());
      };
    }

    private static Answer of(Decision decision, @Nullable String reason, @Nullable Instant since) {
      return new Answer(
          reason == null,
          reason,
          since,
          decision.licenses(),
          decision.decidedAt().stream().map(Position::value).toList(),
          decision.at().value(),
          decision.instant());
    }
  }

  /**
   * One event.
   *
   * @param type such as {@code license.granted}
   * @param stream what it happened to
   * @param sentence one plain sentence, in English
   * @param before the facts it changed as they were
   * @param after the facts it changed as they were then
   * @param state the licence after it; null before it was granted
   * @param decision after it, at the instant it was recorded; null where none is asked for
   */
  record Entry(
      long position,
      Instant at,
      String eventId,
      String type,
      String stream,
      String sentence,
      TimelineApi.ActorView actor,
      TimelineApi.CauseView cause,
      Map<String, String> before,
      Map<String, String> after,
      @Nullable State state,
      @Nullable Answer decision) {
    static Entry of(Telling.Told told) {
      LicenseHistoryEntry entry = told.entry();
      License license = entry.license();
      return new Entry(
          entry.recorded().position().value(),
          entry.recorded().metadata().recordedAt(),
          entry.recorded().metadata().eventId(),
          entry.type(),
          entry.recorded().stream(),
          entry.sentence(),
          TimelineApi.ActorView.of(entry.recorded().metadata().actor()),
          TimelineApi.CauseView.of(entry.recorded().metadata().cause()),
          entry.before(),
          entry.after(),
          license == null ? null : State.of(license),
          Answer.of(told.decision()));
    }
  }

  /**
   * The view of what was told.
   *
   * @throws IllegalStateException where the licence was not granted at the file's moment
   */
  public static HistoryView of(
      LicenseFile file, List<Telling.Told> told, Telling.Ending ending, @Nullable String next) {
    License license = ending.license();
    if (license == null) {
      throw new IllegalStateException("a file of a licence that was never granted");
    }
    Moment moment = file.moment();
    return new HistoryView(
        file.circle().license(),
        moment.position().value(),
        moment.instant(),
        State.of(license),
        Answer.of(ending.decision()),
        told.stream().map(Entry::of).toList(),
        next);
  }
}
