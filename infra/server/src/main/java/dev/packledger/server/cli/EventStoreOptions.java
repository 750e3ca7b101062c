package dev.packledger.server.cli;

import dev.packledger.server.engines.LedgerPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where EventStoreDB or KurrentDB is; the same for every command that may need one. */
final class EventStoreOptions {
  /** The environment is where secrets are kept off the list of processes. */
  private static final String URL_IN_ENVIRONMENT = "PACKLEDGER_EVENTSTOREDB_URL";

  @Option(
      names = "--eventstoredb-url",
      paramLabel = "URL",
      description = {
        "EventStoreDB or KurrentDB: esdb://USER:PASSWORD@HOST:PORT or kurrentdb://...,",
        "with +discover for a cluster; or in the environment as " + URL_IN_ENVIRONMENT + "."
      })
  private @Nullable String url;

  @Option(
      names = "--eventstoredb-category",
      paramLabel = "NAME",
      defaultValue = LedgerPlace.EventStoreDb.CATEGORY,
      description =
          "What the names of its streams begin with, one for each deployment that shares a server"
              + " (default: ${DEFAULT-VALUE}).")
  private String category = LedgerPlace.EventStoreDb.CATEGORY;

  /** Whether the command line names an address. */
  boolean isGiven() {
    return url != null;
  }

  /** What was chosen; a value that is none, or none at all, ends the command with its usage. */
  LedgerPlace read(CommandLine command) {
    String found = url == null ? System.getenv(URL_IN_ENVIRONMENT) : url;
    if (found == null) {
      throw new CommandLine.ParameterException(
          command, "EventStoreDB is found by --eventstoredb-url or " + URL_IN_ENVIRONMENT);
    }
    try {
      return new LedgerPlace.EventStoreDb(found, category);
    } catch (IllegalArgumentException wrong) {
      // The address may hold a password, so nobody quotes it.
      throw new CommandLine.ParameterException(command, String.valueOf(wrong.getMessage()));
    }
  }
}
