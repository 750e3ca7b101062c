package dev.packledger.ledger.eventstoredb;

import dev.packledger.codec.Envelope;
import dev.packledger.codec.UnreadableEvent;
import dev.packledger.ledger.LedgerFailure;

/**
 * An event of the ledger as the server keeps it.
 *
 * @param at where in the log
 * @param stream the ledger's stream, without the category that the server's name for it begins with
 * @param sequence number within the stream, from 0: the server's revision
 * @param stored the stored form, verbatim; never changed
 * @param ofNoAggregate whether it was published by no aggregate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LoggedEvent(
    LogPosition at, String stream, long sequence, byte[] stored, boolean ofNoAggregate) {
  /**
   * The envelope.
   *
   * @throws UnreadableEvent where the bytes are none
   * @throws LedgerFailure where they are that of another event
   */
  public Envelope envelope() {
    return envelope(stream, sequence, stored);
  }

  static Envelope envelope(String stream, long sequence, byte[] stored) {
    Envelope envelope = Envelope.decode(stored);
    if (!envelope.stream().equals(stream) || envelope.sequence() != sequence) {
      throw new LedgerFailure("%s stands at %d of %s".formatted(envelope, sequence, stream));
    }
    return envelope;
  }

  @Override
  public String toString() {
    return "LoggedEvent[" + stream + " " + sequence + " at " + at.value() + "]";
  }
}
