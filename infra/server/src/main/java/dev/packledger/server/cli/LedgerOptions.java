package dev.packledger.server.cli;

import dev.packledger.server.engines.LedgerPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which engine keeps the ledger; the same for every command that needs one. */
final class LedgerOptions {
  /** The environment is where secrets are kept off the list of processes. */
  private static final String URL_IN_ENVIRONMENT = "PACKLEDGER_EVENTSTOREDB_URL";

  @Option(
      names = "--ledger",
      paramLabel = "ENGINE",
      defaultValue = LedgerPlace.Postgresql.NAME,
      description =
          "Which engine keeps the ledger: postgresql or eventstoredb (default: ${DEFAULT-VALUE}).")
  private String engine = LedgerPlace.Postgresql.NAME;

  @Option(
      names = "--eventstoredb-url",
      paramLabel = "URL",
      description = {
        "EventStoreDB or KurrentDB, with --ledger eventstoredb: esdb://USER:PASSWORD@HOST:PORT or",
        "kurrentdb://..., with +discover for a cluster; or in the environment as"
            + " PACKLEDGER_EVENTSTOREDB_URL."
      })
  private @Nullable String url;

  /** What was chosen; a value that is none ends the command with its usage. */
  LedgerPlace read(CommandLine command) {
    return switch (engine) {
      case LedgerPlace.Postgresql.NAME -> {
        if (url != null) {
          throw new CommandLine.ParameterException(
              command, "--eventstoredb-url goes with --ledger eventstoredb");
        }
        yield LedgerPlace.POSTGRESQL;
      }
      case LedgerPlace.EventStoreDb.NAME -> eventStoreDb(command, url);
      default ->
          throw new CommandLine.ParameterException(
              command, "--ledger is postgresql or eventstoredb");
    };
  }

  /**
   * @param given the option's value; null for the environment's
   */
  static LedgerPlace eventStoreDb(CommandLine command, @Nullable String given) {
    String url = given == null ? System.getenv(URL_IN_ENVIRONMENT) : given;
    if (url == null) {
      throw new CommandLine.ParameterException(
          command, "EventStoreDB is found by --eventstoredb-url or " + URL_IN_ENVIRONMENT);
    }
    try {
      return new LedgerPlace.EventStoreDb(url);
    } catch (IllegalArgumentException wrong) {
      // It may hold a password, so nobody quotes it.
      throw new CommandLine.ParameterException(
          command,
          "--eventstoredb-url is not a connection string: esdb://HOST:PORT?tls=false and the like");
    }
  }
}
