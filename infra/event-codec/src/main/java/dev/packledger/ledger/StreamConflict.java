package dev.packledger.ledger;

/** The stream has come to the first sequence of the append already: somebody else was faster. */
public final class StreamConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int event;

  /**
   * @param event which event of the append is in conflict, from 0
   */
  public StreamConflict(String message, int event) {
    super(message);
    this.event = event;
  }

  /** Which event of the append is in conflict, from 0. */
  public int event() {
    return event;
  }
}
