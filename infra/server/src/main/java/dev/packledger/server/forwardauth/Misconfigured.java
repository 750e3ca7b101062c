package dev.packledger.server.forwardauth;

/**
 * A proxy that does not say what it must. Nobody's request was denied: we could not be asked, so
 * the answer is 500.
 */
final class Misconfigured extends Exception {
  /** The code of the problem. */
  static final String CODE = "proxy.misconfigured";

  private static final long serialVersionUID = 1L;
  private final String detail;

  /**
   * @param detail one plain sentence, for whoever configures the proxy
   */
  Misconfigured(String detail) {
    super(detail, null, false, false);
    this.detail = detail;
  }

  String detail() {
    return detail;
  }
}
