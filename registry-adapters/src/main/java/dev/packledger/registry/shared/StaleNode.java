package dev.packledger.registry.shared;

/**
 * This node cannot prove that it is up to date and therefore allows nothing: a failure, told as 503
 * {@code node.stale} at every door, never as a denial.
 */
public final class StaleNode extends RuntimeException {
  public static final String CODE = "node.stale";
  private static final long serialVersionUID = 1L;
  private final int retryAfterSeconds;

  public StaleNode(int retryAfterSeconds) {
    super("this node is catching up with the ledger; try again in " + retryAfterSeconds + " s");
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
