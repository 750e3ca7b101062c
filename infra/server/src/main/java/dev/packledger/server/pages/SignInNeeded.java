package dev.packledger.server.pages;

/** Ends a request of a stranger, who is sent to sign in and back. */
public final class SignInNeeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SignInNeeded() {
    super("sign in first", null, false, false);
  }
}
