package dev.packledger.server.engines;

import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.LedgerWriter;

/**
 * One end of a copy: a ledger with everything in it numbered.
 *
 * @param ledger what is ended with it
 */
public record LedgerEnd(LedgerWriter writer, ToolLedger ledger) implements AutoCloseable {
  public LedgerReader reader() {
    return ledger.reader();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
