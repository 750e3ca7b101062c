package dev.packledger.server.bench;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.ledger.postgres.bench.LedgerFill;
import dev.packledger.projections.access.AccessMemory;
import dev.packledger.server.engines.LedgerEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * From the ledger to the rebuilt access projection, events a second: as a node does it, beside the
 * same events in Axon's JDBC engine read by Axon into the same fold, and beside a loop that only
 * decodes the stored bytes. In turns; the medians count.
 */
public final class ReplayBench {
  private static final double RATIO_MIN = 5;

  private final int tokens;
  private final int turns;
  private final Consumer<String> out;

  /**
   * @param tokens of the market whose ledger is read: about four events for each three
   * @param turns of each, odd
   */
  public ReplayBench(int tokens, int turns, Consumer<String> out) {
    this.tokens = tokens;
    this.turns = turns;
    this.out = out;
  }

  /**
   * Measures and prints.
   *
   * @param folder an empty folder
   * @return whether the ledger was read so many times as fast as Axon's engine as it must be
   */
  public boolean run(Path folder) throws SQLException, IOException {
    try (BenchDatabase database = BenchDatabase.open(folder);
        AxonReplay axon = AxonReplay.over(database.source())) {
      LookupMarket market = new LookupMarket(tokens);
      try (LedgerFill ledger = new LedgerFill(database.source())) {
        market.tell(ledger);
        ledger.finish();
      }
      out.accept("the ledger is filled; now Axon's engine stores the same");
      market.tell(axon::store);
      axon.stored();
      database.execute("VACUUM (ANALYZE)");
      LedgerReader reader = LedgerEngines.postgres(database.source());
      Position head = reader.head();
      List<byte[]> stored = stored(database);
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      List<Double> decoding = new ArrayList<>();
      for (int i = 0; i <= turns; i++) {
        double mine =
            rate(head, market, memory -> reader.read(Position.START, head, memory::apply));
        double other = rate(head, market, axon::read);
        double decoded = decode(stored);
        if (i > 0) {
          ours.add(mine);
          theirs.add(other);
          decoding.add(decoded);
        }
      }
      return say(head, Figure.median(ours), Figure.median(theirs), Figure.median(decoding));
    }
  }

  private boolean say(Position head, double ours, double axon, double decoding) {
    out.accept(
        String.format(
            Locale.ROOT,
            "%d events: ledger to access projection %.0f/s; Axon's engine %.0f/s, ratio %.2f"
                + " (at least 5); only decoding %.0f/s, ratio %.2f",
            head.value(),
            ours,
            axon,
            ours / axon,
            decoding,
            ours / decoding));
    return ours / axon >= RATIO_MIN;
  }

  private interface Replay {
    void into(AccessMemory memory) throws SQLException;
  }

  /** Events a second; the memory is looked at, so that nobody wins by leaving something out. */
  private static double rate(Position head, LookupMarket market, Replay replay)
      throws SQLException {
    AccessMemory memory = new AccessMemory();
    long began = System.nanoTime();
    replay.into(memory);
    double seconds = (System.nanoTime() - began) / 1e9;
    if (!memory.position().equals(head)
        || memory.tokens() != market.tokens() + 1
        || memory.licenses() != market.licenses()) {
      throw new IllegalStateException("a replay ended at " + memory.position());
    }
    return head.value() / seconds;
  }

  private static double decode(List<byte[]> stored) {
    long began = System.nanoTime();
    long position = 0;
    long sequences = 0;
    for (byte[] envelope : stored) {
      position++;
      sequences +=
          EventCodec.LEDGER.recorded(Envelope.decode(envelope), new Position(position)).sequence();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    if (sequences < 0) {
      throw new IllegalStateException("sequences are counted from 0");
    }
    return stored.size() / seconds;
  }

  private static List<byte[]> stored(BenchDatabase database) throws SQLException {
    List<byte[]> stored = new ArrayList<>();
    try (var connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement select =
          connection.prepareStatement("SELECT envelope FROM ledger.events ORDER BY position")) {
        select.setFetchSize(10_000);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            stored.add(row.getBytes(1));
          }
        }
      }
    }
    return stored;
  }
}
