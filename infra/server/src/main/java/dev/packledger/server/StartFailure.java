package dev.packledger.server;

import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/** Why a server could not start, for the person who started it: a stable code and one sentence. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  private StartFailure(String code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  static StartFailure of(Throwable failure, ServerOptions options) {
    if (cause(failure, PortInUseException.class) != null
        || cause(failure, BindException.class) != null) {
      return new StartFailure(
          "port.in_use",
          "Port %d is in use by another program. Choose one with --port.".formatted(options.port()),
          failure);
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new StartFailure("start.failed", String.valueOf(root.getMessage()), failure);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  public String code() {
    return code;
  }
}
