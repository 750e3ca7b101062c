package dev.packledger.server;

import dev.packledger.identity.KeyFailure;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.postgres.PostgresFailure;
import dev.packledger.server.engines.FollowedLedger;
import dev.packledger.server.engines.LedgerTrouble;
import java.net.BindException;
import java.net.ConnectException;
import java.sql.SQLTransientConnectionException;
import org.flywaydb.core.api.exception.FlywayValidateException;
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

  /** What a failure means, for a command as well as for a server. */
  public static StartFailure of(Throwable failure, ServerOptions options) {
    if (cause(failure, PortInUseException.class) != null
        || cause(failure, BindException.class) != null) {
      return new StartFailure(
          "port.in_use",
          "Port %d is in use by another program. Choose one with --port.".formatted(options.port()),
          failure);
    }
    PostgresFailure postgres = cause(failure, PostgresFailure.class);
    if (postgres != null) {
      return new StartFailure(postgres.code(), words(postgres), failure);
    }
    KeyFailure keys = cause(failure, KeyFailure.class);
    if (keys != null) {
      return new StartFailure(keys.code(), words(keys), failure);
    }
    LedgerFailure ledger = cause(failure, LedgerFailure.class);
    if (ledger != null) {
      return new StartFailure(LedgerTrouble.code(ledger), words(ledger), failure);
    }
    FollowedLedger.Other other = cause(failure, FollowedLedger.Other.class);
    if (other != null) {
      return new StartFailure(FollowedLedger.Other.CODE, words(other), failure);
    }
    if (cause(failure, FlywayValidateException.class) != null) {
      return new StartFailure(
          "data.version",
          "The database was made by another version of Packledger; it is left as it is.",
          failure);
    }
    if (cause(failure, ConnectException.class) != null
        || cause(failure, SQLTransientConnectionException.class) != null) {
      return new StartFailure(
          "database.unavailable", "The database does not answer: " + rootWords(failure), failure);
    }
    return new StartFailure("start.failed", rootWords(failure), failure);
  }

  private static String words(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static String rootWords(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return words(root);
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
