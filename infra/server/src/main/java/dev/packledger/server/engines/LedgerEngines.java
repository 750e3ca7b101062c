package dev.packledger.server.engines;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.postgres.PostgresLedgerReader;
import dev.packledger.server.ledger.LedgerEngine;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Picks the engine. */
public final class LedgerEngines {
  private LedgerEngines() {}

  /**
   * An engine for a server.
   *
   * @param listener hears of what is stored
   * @param known the greatest position that this process knows to be readable
   */
  public static LedgerEngine open(
      LedgerPlace place,
      Databases databases,
      LedgerSerializer serializer,
      StoredGroups listener,
      Supplier<Position> known) {
    return switch (place) {
      case LedgerPlace.Postgresql() -> new PostgresEngine(databases, serializer, listener, known);
      case LedgerPlace.EventStoreDb _ -> throw new UnsupportedOperationException();
    };
  }

  /** A ledger that is only read, by a program that runs no server. */
  public static LedgerReader postgres(DataSource database) {
    return new PostgresLedgerReader(database, EventCodec.LEDGER);
  }
}
