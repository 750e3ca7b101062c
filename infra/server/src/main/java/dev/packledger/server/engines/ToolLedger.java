package dev.packledger.server.engines;

import dev.packledger.ledger.LedgerReader;
import java.util.List;

/**
 * A ledger as commands without a server use it; closing it ends the connections to its server.
 *
 * @param held what is ended with it
 */
public record ToolLedger(LedgerReader reader, List<AutoCloseable> held) implements AutoCloseable {
  public ToolLedger {
    held = List.copyOf(held);
  }

  @Override
  public void close() {
    for (AutoCloseable part : held) {
      try {
        part.close();
      } catch (Exception failed) {
        throw new IllegalStateException("cannot be closed: " + failed.getMessage(), failed);
      }
    }
  }
}
