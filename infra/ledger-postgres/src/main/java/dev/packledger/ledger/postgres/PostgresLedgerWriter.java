package dev.packledger.ledger.postgres;

import dev.packledger.codec.Envelope;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.LedgerWriter;
import dev.packledger.ledger.StoredEnvelope;
import dev.packledger.ledger.StoredGroups;
import dev.packledger.ledger.StreamConflict;
import java.util.List;
import javax.sql.DataSource;

/** Takes a copy of another ledger, by a connection of its own. */
public final class PostgresLedgerWriter implements LedgerWriter, AutoCloseable {
  private final GroupWriter writer;

  /**
   * @param database whose connection is kept
   */
  public PostgresLedgerWriter(DataSource database) {
    WriterLimits limits = WriterLimits.DEFAULT;
    this.writer =
        new GroupWriter(new AppendStatement(database, limits), limits, StoredGroups.UNHEARD);
  }

  @Override
  public Position append(List<StoredEnvelope> next) {
    try {
      return new Position(writer.append(next.stream().map(PostgresLedgerWriter::row).toList()));
    } catch (StreamConflict conflict) {
      throw new LedgerFailure("somebody else appends too: " + conflict.getMessage(), conflict);
    }
  }

  private static EventRow row(StoredEnvelope stored) {
    Envelope envelope = Envelope.decode(stored.envelope());
    return new EventRow(
        envelope.stream(),
        envelope.sequence(),
        EventRow.micros(envelope.metadata().recordedAt()),
        stored.envelope());
  }

  @Override
  public void close() {
    writer.close();
  }
}
