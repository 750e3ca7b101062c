package dev.packledger.server.copying;

import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.LedgerWriter;
import dev.packledger.ledger.StoredEnvelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Copies a ledger, event for event, to the same positions. A target that has a part of it already,
 * from the beginning on, is gone on with: so a copy that was interrupted is resumed by running it
 * again. Every event is read back and compared, those that were there before as well.
 *
 * <p>Throws {@link CopyRefused} where the target holds something else or a ledger goes on
 * meanwhile, and {@link dev.packledger.ledger.LedgerFailure} where one could not be asked.
 */
public final class LedgerCopy {
  private static final int EVENTS_AT_ONCE = 500;

  private final LedgerReader source;
  private final LedgerReader target;
  private final LedgerWriter writer;
  private final Progress progress;

  /** Hears how far it is. */
  public interface Progress {
    /** Events up to here are the same on both sides. */
    void compared(Position through, Position of);

    /** Events up to here are stored in the target. */
    void copied(Position through, Position of);
  }

  public LedgerCopy(
      LedgerReader source, LedgerReader target, LedgerWriter writer, Progress progress) {
    this.source = source;
    this.target = target;
    this.writer = writer;
    this.progress = progress;
  }

  /** Copies what the target does not have; the head of both afterwards. */
  public Position run() {
    Position end = source.head();
    Position begun = target.head();
    if (begun.compareTo(end) > 0) {
      throw CopyRefused.ahead(begun.value(), end.value());
    }
    compare(Position.START, begun, end);
    for (Position at = begun; at.compareTo(end) < 0; ) {
      List<StoredEnvelope> next = events(source, at, upTo(at, end));
      Position expected = next.getLast().position();
      Position stored = writer.append(next);
      if (!stored.equals(expected)) {
        throw CopyRefused.moved(expected.value(), stored.value());
      }
      progress.copied(stored, end);
      at = stored;
    }
    compare(begun, end, end);
    Position now = source.head();
    if (!now.equals(end)) {
      throw CopyRefused.moved(end.value(), now.value());
    }
    return end;
  }

  private void compare(Position after, Position through, Position end) {
    for (Position at = after; at.compareTo(through) < 0; ) {
      Position next = upTo(at, through);
      Iterator<StoredEnvelope> copies = events(target, at, next).iterator();
      for (StoredEnvelope original : events(source, at, next)) {
        if (!Arrays.equals(original.envelope(), copies.next().envelope())) {
          throw CopyRefused.different(original.position().value());
        }
      }
      progress.compared(next, end);
      at = next;
    }
  }

  private static Position upTo(Position after, Position end) {
    return new Position(Math.min(end.value(), after.value() + EVENTS_AT_ONCE));
  }

  private static List<StoredEnvelope> events(
      LedgerReader ledger, Position after, Position through) {
    List<StoredEnvelope> events = new ArrayList<>(EVENTS_AT_ONCE);
    ledger.envelopes(after, through, events::add);
    return events;
  }
}
