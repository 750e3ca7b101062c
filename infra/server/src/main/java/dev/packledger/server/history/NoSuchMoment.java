package dev.packledger.server.history;

/**
 * The ledger has no such moment. The code is stable: {@code as_of.beyond_head} or {@code
 * as_of.before_first_event}.
 */
public final class NoSuchMoment extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  private NoSuchMoment(String code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  static NoSuchMoment beyond(long head) {
    return new NoSuchMoment(
        "as_of.beyond_head", "The ledger ends at position " + head + "; nothing is known beyond.");
  }

  static NoSuchMoment beforeTheFirst() {
    return new NoSuchMoment(
        "as_of.before_first_event", "Nothing was recorded yet then; positions begin at 1.");
  }

  public String code() {
    return code;
  }

  /** One plain sentence. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
