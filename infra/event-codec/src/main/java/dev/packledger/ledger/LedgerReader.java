package dev.packledger.ledger;

import dev.packledger.codec.UnreadableEvent;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.ledger.Recorded;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the ledger without Axon: for rebuilds, replays and questions about the past. Positions are
 * dense from 1, on every engine. Every method throws {@link LedgerFailure} where we could not ask,
 * and {@link UnreadableEvent} at an event that this program does not know. For any number of
 * threads.
 */
public interface LedgerReader {
  /** The position of the newest event. */
  Position head();

  /**
   * Hands over the events after one position through another, in order. Many of them are read as
   * one stream, which stays open until nearly the last was taken.
   *
   * @param through a position not greater than the head
   */
  void read(Position after, Position through, Consumer<Recorded<Event>> reader);

  /**
   * Hands over the same as they are stored, unread.
   *
   * @param through a position not greater than the head
   */
  void envelopes(Position after, Position through, Consumer<StoredEnvelope> reader);

  /** The events of one stream, in order; none where it does not exist. */
  List<Recorded<Event>> stream(String streamId);

  /**
   * The events of some streams through a position, in the order of positions.
   *
   * @param streams each named once
   * @param atMost where there are more, the first so many
   */
  List<Recorded<Event>> streams(Collection<String> streams, Position through, int atMost);

  /**
   * When the event of a position was recorded.
   *
   * @param position of an event that there is
   */
  Instant recordedAt(Position position);

  /** The greatest position recorded at or before an instant; the start where there is none. */
  Position at(Instant instant);
}
