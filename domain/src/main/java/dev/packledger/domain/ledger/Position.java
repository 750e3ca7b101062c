package dev.packledger.domain.ledger;

/** The dense, global number of an event in the ledger. The first event has position 1. */
public record Position(long value) implements Comparable<Position> {
  /** Before the first event. */
  public static final Position START = new Position(0);

  public Position {
    if (value < 0) {
      throw new IllegalArgumentException("a position is never negative: " + value);
    }
  }

  @Override
  public int compareTo(Position other) {
    return Long.compare(value, other.value);
  }
}
