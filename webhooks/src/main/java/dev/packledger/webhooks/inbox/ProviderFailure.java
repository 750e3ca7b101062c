package dev.packledger.webhooks.inbox;

/** We could not ask the provider, or could not make sense of its answer; to be tried again. */
public final class ProviderFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code stable, such as {@code stripe.unreachable}
   * @param detail one plain sentence, without secrets
   */
  public ProviderFailure(String code, String detail) {
    super(detail);
    this.code = code;
  }

  public ProviderFailure(String code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
