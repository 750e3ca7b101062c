package dev.packledger.ledger.eventstoredb;

import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far a follower has come: the dense position, as with any engine, and where in the log to go
 * on. Of two tokens the position decides; the log's place only saves looking it up.
 *
 * @param index the position of the last event that was read; 0 for none
 * @param log where in the log that event is; null for the beginning
 */
public record LedgerToken(long index, @Nullable Long log) implements TrackingToken {
  /** Before the first event. */
  public static final LedgerToken START = new LedgerToken(0, null);

  static LedgerToken of(Numbering.Numbered event) {
    return new LedgerToken(event.position().value(), event.at().value());
  }

  @Override
  public TrackingToken lowerBound(TrackingToken other) {
    return index <= indexOf(other) ? this : other;
  }

  @Override
  public TrackingToken upperBound(TrackingToken other) {
    return index >= indexOf(other) ? this : other;
  }

  @Override
  public boolean covers(@Nullable TrackingToken other) {
    return other == null || indexOf(other) <= index;
  }

  @Override
  public OptionalLong position() {
    return OptionalLong.of(index);
  }

  private static long indexOf(TrackingToken token) {
    return token
        .position()
        .orElseThrow(() -> new IllegalArgumentException("not a token of this ledger: " + token));
  }
}
