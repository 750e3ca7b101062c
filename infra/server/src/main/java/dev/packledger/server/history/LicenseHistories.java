package dev.packledger.server.history;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.projections.timeline.LicenseCircle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Histories of licences: read fast, by the streams that concern them, or by a scan of everything.
 * Both tell the same. Throws {@link dev.packledger.ledger.LedgerFailure} where we could not ask.
 */
public final class LicenseHistories {
  /** How many events a history is read from at most. */
  public static final int EVENTS_MAX = 50_000;

  private final LedgerReader ledger;

  public LicenseHistories(LedgerReader ledger) {
    this.ledger = ledger;
  }

  /** One part of a history. */
  public record Part(
      LicenseFile file, List<Telling.Told> told, @Nullable Position next, Telling.Ending ending) {
    public Part {
      told = List.copyOf(told);
    }
  }

  /** More events concern the licence than are read at once. */
  public static final class TooLong extends RuntimeException {
    /** Stable. */
    public static final String CODE = "history.too_long";

    private static final long serialVersionUID = 1L;

    TooLong(int eventsMax) {
      super(
          ("More than %d events concern this licence; packledger replay --license reads as many as"
                  + " there are.")
              .formatted(eventsMax),
          null,
          false,
          false);
    }
  }

  /** Opens a licence as of a moment; empty where it was not granted then. */
  public Optional<LicenseFile> open(LicenseId license, Moment moment) {
    List<Recorded<Event>> stream = ledger.stream(license.value());
    List<Recorded<Event>> then =
        stream.stream()
            .filter(event -> event.position().compareTo(moment.position()) <= 0)
            .toList();
    OrganizationId firstBuyer =
        LicenseCircle.of(license, stream)
            .flatMap(whole -> whole.held().keySet().stream().findFirst())
            .orElse(null);
    return LicenseCircle.of(license, then)
        .map(circle -> new LicenseFile(circle, moment, firstBuyer));
  }

  /**
   * Tells a history from every event of the ledger through the file's moment.
   *
   * @param progress is told each position that was read
   */
  public Telling.Ending scan(
      LicenseFile file,
      @Nullable Question question,
      Consumer<Telling.Told> told,
      Consumer<Position> progress) {
    Telling telling = new Telling(file, question, null);
    ledger.read(
        Position.START,
        file.moment().position(),
        event -> {
          telling.next(event).ifPresent(told);
          progress.accept(event.position());
        });
    return telling.end();
  }

  /** Reads histories by the streams that concern them. */
  public static final class Indexed {
    private final LedgerReader ledger;
    private final StreamFinder finder;
    private final PastDecisions decisions;
    private final int eventsMax;

    /**
     * @param eventsMax how many events are read at most
     */
    public Indexed(
        LedgerReader ledger, StreamFinder finder, PastDecisions decisions, int eventsMax) {
      this.ledger = ledger;
      this.finder = finder;
      this.decisions = decisions;
      this.eventsMax = eventsMax;
    }

    /**
     * Reads one part.
     *
     * @param after the position of the last entry that was told before; {@link Position#START} to
     *     begin
     * @param limit entries at most
     * @throws IndexBehind where the tables that find streams are behind the moment
     * @throws TooLong where more events concern it than are read at once
     */
    public Part read(
        LicenseFile file,
        @Nullable Question question,
        @Nullable OrganizationId viewer,
        Position after,
        int limit) {
      finder.await(file.moment().position());
      Telling telling = new Telling(file, question, viewer);
      List<Telling.Told> told = new ArrayList<>();
      boolean more = false;
      for (Recorded<Event> event : events(file, question)) {
        Optional<Telling.Told> next =
            telling.next(event).filter(entry -> event.position().compareTo(after) > 0);
        if (next.isPresent() && told.size() == limit) {
          more = true;
        } else {
          next.ifPresent(told::add);
        }
      }
      Position last = more ? told.getLast().entry().recorded().position() : null;
      return new Part(file, told, last, telling.end());
    }

    private List<Recorded<Event>> events(LicenseFile file, @Nullable Question question) {
      Set<String> streams = new LinkedHashSet<>(file.circle().streams());
      for (OrganizationId buyer : file.circle().held().keySet()) {
        finder.tokens(buyer).forEach(token -> streams.add(token.value()));
      }
      file.circle()
          .packages()
          .forEach(pkg -> finder.releases(pkg).forEach(release -> streams.add(release.value())));
      if (question != null) {
        streams.addAll(decisions.streams(file.moment(), question.credential(), question.subject()));
      }
      if (streams.size() > eventsMax) {
        throw new TooLong(eventsMax);
      }
      List<Recorded<Event>> events =
          ledger.streams(streams, file.moment().position(), eventsMax + 1);
      if (events.size() > eventsMax) {
        throw new TooLong(eventsMax);
      }
      return events;
    }
  }
}
