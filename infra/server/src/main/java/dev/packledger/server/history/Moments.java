package dev.packledger.server.history;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import java.time.Instant;
import java.time.InstantSource;

/** Finds moments in the ledger. Throws {@link NoSuchMoment} for those that it does not have. */
public final class Moments {
  private final LedgerReader ledger;
  private final InstantSource clock;

  /**
   * @param clock cut to microseconds
   */
  public Moments(LedgerReader ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The newest event, and the clock. */
  public Moment now() {
    Position head = ledger.head();
    return new Moment(head, recordedAt(head), clock.instant());
  }

  /**
   * The moment that is meant. At a position the clock says when its event was recorded; an instant
   * still to come is the newest event with the clock at that instant.
   */
  public Moment of(AsOf asOf) {
    return switch (asOf) {
      case AsOf.AtPosition at -> at(at.position());
      case AsOf.AtInstant at -> {
        Position position = ledger.at(at.instant());
        if (position.equals(Position.START)) {
          throw NoSuchMoment.beforeTheFirst();
        }
        yield new Moment(position, recordedAt(position), at.instant());
      }
    };
  }

  private Moment at(Position position) {
    if (position.equals(Position.START)) {
      throw NoSuchMoment.beforeTheFirst();
    }
    Position head = ledger.head();
    if (position.compareTo(head) > 0) {
      throw NoSuchMoment.beyond(head.value());
    }
    Instant recordedAt = recordedAt(position);
    return new Moment(position, recordedAt, recordedAt);
  }

  private Instant recordedAt(Position position) {
    return position.equals(Position.START) ? Instant.EPOCH : ledger.recordedAt(position);
  }
}
