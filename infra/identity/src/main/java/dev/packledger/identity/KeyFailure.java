package dev.packledger.identity;

/** A key file or a sealed text is not what it must be; nothing goes on with it. */
public final class KeyFailure extends RuntimeException {
  /** A file or a row was changed, cut off or belongs to something else. */
  public static final String DAMAGED = "data.damaged";

  /** The key file is not the one that the database was made with. */
  public static final String OTHER_KEY = "data.other_key";

  private static final long serialVersionUID = 1L;
  private final String code;

  KeyFailure(String code, String message) {
    super(message);
    this.code = code;
  }

  KeyFailure(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Stable and public. */
  public String code() {
    return code;
  }
}
