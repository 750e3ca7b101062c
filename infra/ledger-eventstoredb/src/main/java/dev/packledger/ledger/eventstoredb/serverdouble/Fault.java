package dev.packledger.ledger.eventstoredb.serverdouble;

/**
 * What may happen to a call. An append with a fault of the second kind is written all the same, and
 * a read has sent its first page.
 */
public enum Fault {
  NONE(Answer.USUAL, true),

  /** {@code ABORTED}: a time-out between the nodes. */
  TIMED_OUT(Answer.TIMED_OUT, false),
  TIMED_OUT_AFTERWARDS(Answer.TIMED_OUT, true),

  /** {@code UNAVAILABLE}. */
  TOO_BUSY(Answer.TOO_BUSY, false),
  NOT_READY(Answer.NOT_READY, false),
  UNAVAILABLE_AFTERWARDS(Answer.TOO_BUSY, true),

  /** {@code UNKNOWN}: an election is under way. */
  NO_LEADER(Answer.NO_LEADER, false),

  /** Nothing is heard until the caller's deadline. */
  SILENT(Answer.SILENCE, false),
  SILENT_AFTERWARDS(Answer.SILENCE, true),

  /** A read of more than a page has nothing after it; shorter ones are whole. */
  STALLED(Answer.STALL, true),

  /** {@code CANCELLED}, by the server. */
  CANCELLED(Answer.CANCELLED, false),
  CANCELLED_AFTERWARDS(Answer.CANCELLED, true),

  /** Every connection of the node is lost. */
  CUT(Answer.CUT, false),
  CUT_AFTERWARDS(Answer.CUT, true),

  /** {@code PERMISSION_DENIED}. */
  DENIED(Answer.DENIED, false),

  /** {@code NOT_FOUND}, with another node's address. */
  NOT_LEADER(Answer.NOT_LEADER, false),

  /** Stored, and the answer does not say where. */
  POSITION_UNTOLD(Answer.POSITION_UNTOLD, true);

  enum Answer {
    USUAL,
    TIMED_OUT,
    TOO_BUSY,
    NOT_READY,
    NO_LEADER,
    SILENCE,
    STALL,
    CANCELLED,
    CUT,
    DENIED,
    NOT_LEADER,
    POSITION_UNTOLD
  }

  private final Answer answer;
  private final boolean afterwards;

  Fault(Answer answer, boolean afterwards) {
    this.answer = answer;
    this.afterwards = afterwards;
  }

  Answer answer() {
    return answer;
  }

  /** Whether what was asked is done before it comes. */
  boolean isAfterwards() {
    return afterwards;
  }
}
