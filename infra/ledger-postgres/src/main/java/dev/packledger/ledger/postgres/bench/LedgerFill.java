package dev.packledger.ledger.postgres.bench;

import dev.packledger.codec.EventCodec;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills an empty ledger with made-up events by {@code COPY}, much faster than they could be
 * appended: for benches of reading. What is stored is what appending them would have stored.
 */
public final class LedgerFill implements Consumer<Recorded<Event>>, AutoCloseable {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final short COLUMNS = 5;
  private static final int FLUSH_BYTES = 1 << 16;

  private final Connection connection;
  private final CopyIn copy;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FLUSH_BYTES * 2);
  private final DataOutputStream out = new DataOutputStream(bytes);
  private boolean complete;

  /** Begins to fill; {@link #close} ends it. */
  public LedgerFill(DataSource database) throws SQLException {
    connection = database.getConnection();
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                """
                COPY ledger.events (position, stream, sequence, recorded_micros, envelope)
                FROM STDIN (FORMAT binary)
                """);
    bytes.writeBytes(HEADER);
  }

  @Override
  public void accept(Recorded<Event> recorded) {
    byte[] envelope =
        EventCodec.LEDGER
            .envelope(recorded.stream(), recorded.sequence(), recorded.event(), recorded.metadata())
            .encode();
    Instant at = recorded.metadata().recordedAt();
    try {
      out.writeShort(COLUMNS);
      number(recorded.position().value());
      bytes(recorded.stream().getBytes(StandardCharsets.UTF_8));
      number(recorded.sequence());
      number(ChronoUnit.MICROS.between(Instant.EPOCH, at));
      bytes(envelope);
      if (bytes.size() >= FLUSH_BYTES) {
        flush();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void number(long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private void bytes(byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  private void flush() {
    byte[] filled = bytes.toByteArray();
    bytes.reset();
    try {
      copy.writeToCopy(filled, 0, filled.length);
    } catch (SQLException failed) {
      throw new IllegalStateException("cannot fill the ledger: " + failed.getMessage(), failed);
    }
  }

  /** All was accepted: without this, nothing is kept. */
  public void finish() throws SQLException, IOException {
    out.writeShort(-1);
    flush();
    copy.endCopy();
    complete = true;
    try (var statement = connection.createStatement()) {
      // Made in a moment, it would else be looked at by autovacuum just while it is measured.
      statement.execute("VACUUM (ANALYZE) ledger.events");
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!complete && copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
