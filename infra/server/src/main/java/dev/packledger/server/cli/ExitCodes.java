package dev.packledger.server.cli;

/** What the program's exit codes mean, after sysexits.h where that has a word for it. */
public final class ExitCodes {
  /** Done. */
  public static final int OK = 0;

  /** The work was done and its result is a no: digests differ, a target was missed. */
  public static final int DIFFERENT = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The data folder or database is damaged or not ours. */
  public static final int DATA = 65;

  /** What was asked about does not exist, as far as the ledger goes. */
  public static final int NOT_FOUND = 66;

  /** Something needed is not to be had: a port, a data folder in use, a JDK. */
  public static final int UNAVAILABLE = 69;

  /** Somebody whom we need does not let us in. */
  public static final int DENIED = 77;

  /** A defect of the program. */
  public static final int SOFTWARE = 70;

  private ExitCodes() {}

  /** The exit code for a failure's stable code. */
  static int of(String code) {
    return switch (code) {
      case "port.in_use",
          "data.in_use",
          "database.unavailable",
          "ledger.unavailable",
          "copy.server_running",
          "copy.ledger_moves" ->
          UNAVAILABLE;
      case "ledger.denied" -> DENIED;
      case "start.failed" -> SOFTWARE;
      default -> DATA;
    };
  }
}
