package dev.packledger.ledger.postgres;

import java.sql.SQLException;
import java.util.Set;

/** Which failures of PostgreSQL pass by themselves. SQLSTATE, PostgreSQL appendix A. */
final class Retry {
  private static final Set<String> PASSING =
      Set.of(
          "25P03", // idle_in_transaction_session_timeout: we were paused
          "25P04", // transaction_timeout: likewise
          "40001", // serialization_failure
          "40P01", // deadlock_detected
          "53300", // too_many_connections
          "55P03", // lock_not_available: another writer is paused, until its own limit ends it
          "57014", // query_canceled: statement_timeout
          "57P01", // admin_shutdown
          "57P02", // crash_shutdown
          "57P03", // cannot_connect_now: starting up
          "57P05"); // idle_session_timeout

  private Retry() {}

  static boolean isWorthIt(SQLException failed) {
    String state = failed.getSQLState();
    return state == null || state.startsWith("08") || PASSING.contains(state);
  }
}
