package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where one command's events came to lie; filled once they are durable, read by the same thread.
 */
final class StoredPosition {
  private @Nullable Position last;

  void set(Position position) {
    last = position;
  }

  /** The position of the last event stored; null where none was. */
  @Nullable Position last() {
    return last;
  }
}
