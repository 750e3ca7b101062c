package dev.packledger.server.engines;

import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.eventstoredb.LedgerAway;
import dev.packledger.ledger.eventstoredb.LedgerDenied;
import dev.packledger.ledger.eventstoredb.numbering.DamagedNumbering;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What an operator is told of a failure of the ledger: stable codes. */
public final class LedgerTrouble {
  private LedgerTrouble() {}

  /**
   * The code of a failure:
   *
   * <ul>
   *   <li>{@code database.unavailable}: PostgreSQL does not answer;
   *   <li>{@code ledger.unavailable}: the ledger's server does not answer;
   *   <li>{@code ledger.denied}: it does not know the user, or does not let it read the log;
   *   <li>{@code ledger.damaged}: the ledger's server and the numbers beside it contradict each
   *       other;
   *   <li>{@code ledger.unreadable}: anything else that keeps it from being read.
   * </ul>
   */
  public static String code(LedgerFailure failure) {
    return switch (failure) {
      case LedgerAway _ -> "ledger.unavailable";
      case LedgerDenied _ -> "ledger.denied";
      case DamagedNumbering _ -> "ledger.damaged";
      default -> isAway(failure.getCause()) ? "database.unavailable" : "ledger.unreadable";
    };
  }

  /** SQLSTATE of class 08: no connection. */
  private static boolean isAway(@Nullable Throwable cause) {
    return cause instanceof SQLException failure
        && failure.getSQLState() != null
        && failure.getSQLState().startsWith("08");
  }
}
