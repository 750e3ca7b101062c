package dev.packledger.server.demo;

/** The story could not be told. */
public final class DemoFailure extends RuntimeException {
  /** The server answered something else than it must. */
  public static final String STORY = "demo.failed";

  /** The data folder is somebody else's. */
  public static final String FOLDER = "data.not_a_demo";

  private static final long serialVersionUID = 1L;
  private final String code;

  DemoFailure(String message) {
    this(STORY, message);
  }

  DemoFailure(String code, String message) {
    super(message);
    this.code = code;
  }

  DemoFailure(String message, Throwable cause) {
    super(message, cause);
    this.code = STORY;
  }

  public String code() {
    return code;
  }
}
