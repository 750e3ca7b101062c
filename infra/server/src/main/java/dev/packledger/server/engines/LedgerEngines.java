package dev.packledger.server.engines;

import dev.packledger.codec.EventCodec;
import dev.packledger.codec.LedgerSerializer;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.eventstoredb.EventStoreConnection;
import dev.packledger.ledger.eventstoredb.LogReader;
import dev.packledger.ledger.eventstoredb.StreamAppender;
import dev.packledger.ledger.eventstoredb.StreamReader;
import dev.packledger.ledger.eventstoredb.numbering.Indexer;
import dev.packledger.ledger.eventstoredb.numbering.NumberedReader;
import dev.packledger.ledger.eventstoredb.numbering.NumberedWriter;
import dev.packledger.ledger.postgres.PostgresLedgerReader;
import dev.packledger.ledger.postgres.PostgresLedgerWriter;
import dev.packledger.server.ledger.LedgerEngine;
import java.util.List;
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
      case LedgerPlace.EventStoreDb there ->
          new EventStoreDbEngine(there, databases, serializer, listener);
    };
  }

  /**
   * A ledger that is only read, by a command that runs no server. What nobody has numbered yet is
   * not part of it.
   *
   * @param database the server's PostgreSQL, with its tables
   */
  public static ToolLedger tool(LedgerPlace place, DataSource database) {
    return switch (place) {
      case LedgerPlace.Postgresql() -> new ToolLedger(postgres(database), List.of());
      case LedgerPlace.EventStoreDb there -> {
        EventStoreConnection connection =
            EventStoreConnection.toLeader(EventStoreTimes.reading(there));
        yield new ToolLedger(numbered(connection, database, () -> {}), List.of(connection));
      }
    };
  }

  /**
   * A ledger to copy from or to; what nobody has numbered yet is numbered first.
   *
   * @param database the server's PostgreSQL, with its tables
   * @throws dev.packledger.ledger.LedgerFailure where it cannot be asked
   */
  public static LedgerEnd end(LedgerPlace place, DataSource database) {
    return switch (place) {
      case LedgerPlace.Postgresql() -> {
        PostgresLedgerWriter writer = new PostgresLedgerWriter(database);
        yield new LedgerEnd(writer, new ToolLedger(postgres(database), List.of(writer)));
      }
      case LedgerPlace.EventStoreDb there -> {
        EventStoreConnection connection =
            EventStoreConnection.toLeader(EventStoreTimes.writing(there));
        Indexer indexer =
            new Indexer(
                new LogReader(connection)::after,
                database,
                StoredGroups.UNHEARD,
                EventStoreTimes.PACE);
        ToolLedger ledger =
            new ToolLedger(
                numbered(connection, database, indexer::catchUp), List.of(indexer, connection));
        try {
          indexer.start();
        } catch (RuntimeException failed) {
          ledger.close();
          throw failed;
        }
        yield new LedgerEnd(new NumberedWriter(new StreamAppender(connection), indexer), ledger);
      }
    };
  }

  private static LedgerReader numbered(
      EventStoreConnection connection, DataSource database, Runnable catchUp) {
    return new NumberedReader(
        new LogReader(connection)::after,
        new StreamReader(connection),
        database,
        catchUp,
        EventCodec.LEDGER);
  }

  /** A ledger in PostgreSQL that is only read. */
  public static LedgerReader postgres(DataSource database) {
    return new PostgresLedgerReader(database, EventCodec.LEDGER);
  }
}
