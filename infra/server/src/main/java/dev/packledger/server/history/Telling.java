package dev.packledger.server.history;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.License;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.projections.access.FoldedFacts;
import dev.packledger.projections.timeline.LicenseHistory;
import dev.packledger.projections.timeline.LicenseHistoryEntry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the history of a licence while events are handed to it in order: the whole ledger, or the
 * streams concerned; it tells the same. For one thread.
 */
public final class Telling {
  private final LicenseFile file;
  private final LicenseHistory history;
  private final @Nullable Question question;
  private final @Nullable OrganizationId viewer;
  private final FoldedFacts facts = new FoldedFacts();

  /**
   * @param question null where no decision is asked for
   * @param viewer whom it is told; null for the operator, who sees everything
   */
  public Telling(LicenseFile file, @Nullable Question question, @Nullable OrganizationId viewer) {
    this.file = file;
    this.history = new LicenseHistory(file.circle());
    this.question = question;
    this.viewer = viewer;
  }

  /**
   * An event that bears on the licence.
   *
   * @param decision as of this event, at the instant it was recorded; null where none is asked for
   */
  public record Told(LicenseHistoryEntry entry, @Nullable Decision decision) {}

  /**
   * How it stands at the moment.
   *
   * @param decision at the moment's instant; null where none is asked for
   */
  public record Ending(@Nullable License license, @Nullable Decision decision) {}

  /** Takes the next event; empty where the viewer is not told of it. */
  public Optional<Told> next(Recorded<Event> recorded) {
    if (question != null) {
      facts.apply(recorded);
    }
    return history.next(recorded).filter(this::isSeen).map(this::told);
  }

  private boolean isSeen(LicenseHistoryEntry entry) {
    return viewer == null || entry.isSeenBy(viewer, file.firstBuyer());
  }

  private Told told(LicenseHistoryEntry entry) {
    return new Told(entry, decision(entry.recorded().metadata().recordedAt()));
  }

  private @Nullable Decision decision(Instant instant) {
    return question == null
        ? null
        : question.over(facts.facts(), viewer, file.circle().seller(), instant);
  }

  /** Ends at the file's moment, after its last event was taken. */
  public Ending end() {
    if (question != null) {
      facts.moveTo(file.moment().position(), file.moment().recordedAt());
    }
    return new Ending(history.license(), decision(file.moment().instant()));
  }
}
