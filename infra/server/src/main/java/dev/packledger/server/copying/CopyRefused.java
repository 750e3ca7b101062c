package dev.packledger.server.copying;

/** A ledger that is not copied as it is: a stable code and one sentence for the operator. */
public final class CopyRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  private CopyRefused(String code, String detail) {
    super(detail, null, false, false);
    this.code = code;
  }

  static CopyRefused ahead(long target, long source) {
    return new CopyRefused(
        "copy.target_ahead",
        "The target has %d events, the source only %d: it is no part of it. Nothing was changed."
            .formatted(target, source));
  }

  static CopyRefused different(long position) {
    return new CopyRefused(
        "copy.target_differs",
        "The event at position %d is another one in the target than in the source."
            .formatted(position));
  }

  static CopyRefused moved(long was, long is) {
    return new CopyRefused(
        "copy.ledger_moves",
        "A ledger went on from position %d to %d meanwhile: stop every server of it, then go on."
            .formatted(was, is));
  }

  /** Somebody uses the data. */
  public static CopyRefused served(String node) {
    return new CopyRefused(
        "copy.server_running", "The server %s runs on this data; stop it first.".formatted(node));
  }

  public String code() {
    return code;
  }
}
