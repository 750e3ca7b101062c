package dev.packledger.ledger.eventstoredb.numbering;

import dev.packledger.codec.Envelope;
import dev.packledger.domain.ledger.Position;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.LedgerWriter;
import dev.packledger.ledger.StoredEnvelope;
import dev.packledger.ledger.StreamConflict;
import dev.packledger.ledger.eventstoredb.StreamAppender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a copy of another ledger. Each run of events of one stream is one append, and one append is
 * awaited before the next, as their order in the log is the order of positions.
 */
public final class NumberedWriter implements LedgerWriter {
  /** Half of what the server takes in one append, as types, ids and properties count too. */
  private static final int APPEND_BYTES_MAX = 1 << 19;

  private static final int APPEND_EVENTS_MAX = 500;

  private final StreamAppender appender;
  private final Indexer indexer;

  public NumberedWriter(StreamAppender appender, Indexer indexer) {
    this.appender = appender;
    this.indexer = indexer;
  }

  @Override
  public Position append(List<StoredEnvelope> next) {
    List<Envelope> run = new ArrayList<>();
    int bytes = 0;
    for (StoredEnvelope stored : next) {
      Envelope envelope = exactly(stored);
      int size = stored.envelope().length;
      boolean goesOn =
          run.isEmpty()
              || (run.getLast().stream().equals(envelope.stream())
                  && run.size() < APPEND_EVENTS_MAX
                  && bytes + size <= APPEND_BYTES_MAX);
      if (!goesOn) {
        store(run);
        run.clear();
        bytes = 0;
      }
      run.add(envelope);
      bytes += size;
    }
    store(run);
    return indexer.catchUp();
  }

  /** The appender writes envelopes anew; what it would write otherwise is not copied. */
  private static Envelope exactly(StoredEnvelope stored) {
    Envelope envelope = Envelope.decode(stored.envelope());
    if (!Arrays.equals(envelope.encode(), stored.envelope())) {
      throw new LedgerFailure(
          "the event of position %d is not in canonical form".formatted(stored.position().value()));
    }
    return envelope;
  }

  private void store(List<Envelope> run) {
    try {
      var unused = appender.append(List.copyOf(run));
    } catch (StreamConflict conflict) {
      throw new LedgerFailure("somebody else appends too: " + conflict.getMessage(), conflict);
    }
  }
}
