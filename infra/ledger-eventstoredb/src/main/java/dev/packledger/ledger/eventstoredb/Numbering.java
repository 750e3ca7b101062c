package dev.packledger.ledger.eventstoredb;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The dense positions of the ledger's events, in the order of the log. Kept beside the server, by
 * one that reads the log and counts; whoever counts again comes to the same numbers. Methods throw
 * {@link LedgerFailure} where it cannot be asked.
 */
public interface Numbering {
  /** The newest numbered event; empty where there is none. */
  Optional<Numbered> head();

  /**
   * Waits until a stored event is numbered.
   *
   * @param stored the last event of an append to the stream
   * @param patience how long at most
   * @return its position; empty where it was not numbered in time
   */
  Optional<Position> awaitNumbered(String stream, Appended stored, Duration patience);

  /** The numbered event of a position; empty where there is none. */
  Optional<Numbered> at(Position position);

  /**
   * The last event before the first one that was recorded at or after an instant; the head where
   * none was. Empty where the first event of all was.
   */
  Optional<Numbered> before(Instant instant);

  /**
   * An event and its number.
   *
   * @param position in the ledger
   * @param at in the log
   */
  record Numbered(Position position, LogPosition at) {}
}
