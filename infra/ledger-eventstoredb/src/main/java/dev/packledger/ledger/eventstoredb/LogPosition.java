package dev.packledger.ledger.eventstoredb;

/**
 * Where in the server's log an event is. Opaque: only one that came from the server is a place to
 * read from, so that nobody adds to it or takes from it. Later events have greater ones, with gaps;
 * they are the same on every node of a cluster. Not a position of the ledger: those are dense.
 *
 * @param value the commit position, which equals the prepare position for all that is written
 *     through gRPC
 */
public record LogPosition(long value) implements Comparable<LogPosition> {
  public LogPosition {
    if (value < 0) {
      throw new IllegalArgumentException("not a position in the log: " + value);
    }
  }

  @Override
  public int compareTo(LogPosition other) {
    return Long.compare(value, other.value);
  }
}
