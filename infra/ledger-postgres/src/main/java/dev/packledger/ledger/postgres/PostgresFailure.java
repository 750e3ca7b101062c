package dev.packledger.ledger.postgres;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL cannot be used as it is. The code is stable and told to operators:
 *
 * <ul>
 *   <li>{@code data.in_use}: another process of ours holds the data folder;
 *   <li>{@code data.damaged}: the data folder is not what we left there;
 *   <li>{@code data.owner}: it belongs to another user;
 *   <li>{@code data.version}: it was written by another major version of PostgreSQL;
 *   <li>{@code postgres.missing}: no binaries for this platform, or no way to run them;
 *   <li>{@code postgres.failed}: a program of PostgreSQL failed; the message quotes it;
 *   <li>{@code durability.relaxed}: a setting would lose acknowledged events.
 * </ul>
 */
public final class PostgresFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  PostgresFailure(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  PostgresFailure(String code, String message) {
    this(code, message, null);
  }

  public String code() {
    return code;
  }
}
