package dev.packledger.ledger.eventstoredb;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger in the order of the log, for followers. Positions are counted on from the
 * token's, as whoever numbers does; nobody is shown an event before it is numbered.
 */
final class TrackedReader {
  /**
   * Other people's events stand between ours, so that a short page would be asked for too often.
   */
  private static final int PAGE_MIN = 64;

  private static final int PAGE_MAX = 1000;

  private final LogReader log;
  private final Numbering numbering;

  TrackedReader(LogReader log, Numbering numbering) {
    this.log = log;
    this.numbering = numbering;
  }

  /** At most so many numbered events after a token; none only where there are none. */
  List<TrackedEventData<Object>> after(@Nullable TrackingToken token, int atMost) {
    Optional<Numbering.Numbered> head = numbering.head();
    LedgerToken last = token(token);
    List<TrackedEventData<Object>> events = new ArrayList<>();
    if (head.isEmpty()) {
      return events;
    }
    long through = Math.min(head.get().position().value(), last.index() + atMost);
    LogPosition scanned = last.log() == null ? null : new LogPosition(last.log());
    boolean isEnd = false;
    while (last.index() < through && !isEnd) {
      LogPage page = log.after(scanned, Math.clamp(atMost, PAGE_MIN, PAGE_MAX));
      for (LoggedEvent event : page.events()) {
        if (last.index() < through) {
          last = new LedgerToken(last.index() + 1, event.at().value());
          events.add(tracked(last, event));
        }
      }
      scanned = page.scanned();
      isEnd = page.isEnd();
    }
    check(last, head.get());
    return events;
  }

  private static TrackedEventData<Object> tracked(LedgerToken token, LoggedEvent event) {
    return event.ofNoAggregate()
        ? StoredEvent.ofNoAggregate(token, event.envelope())
        : StoredEvent.ofLedger(token, event.envelope());
  }

  private static void check(LedgerToken last, Numbering.Numbered head) {
    boolean isHead = last.index() == head.position().value();
    if (isHead && !LedgerToken.of(head).equals(last)) {
      throw new LedgerFailure("the log and its numbers contradict each other at " + head);
    }
  }

  private LedgerToken token(@Nullable TrackingToken token) {
    return switch (token) {
      case null -> LedgerToken.START;
      case LedgerToken ours -> ours;
      case GlobalSequenceTrackingToken sequence -> token(sequence.getGlobalIndex());
      default -> throw new IllegalArgumentException("not a token of this ledger: " + token);
    };
  }

  /** Another engine's tokens are the same positions, without a place in this log. */
  private LedgerToken token(long index) {
    if (index == 0) {
      return LedgerToken.START;
    }
    return numbering
        .at(new Position(index))
        .map(LedgerToken::of)
        .orElseThrow(() -> new LedgerFailure("no event has the position " + index));
  }
}
