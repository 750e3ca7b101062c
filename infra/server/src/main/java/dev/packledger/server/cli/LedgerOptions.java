package dev.packledger.server.cli;

import dev.packledger.server.engines.LedgerPlace;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which engine keeps the ledger; the same for every command that needs one. */
final class LedgerOptions {
  @Option(
      names = "--ledger",
      paramLabel = "ENGINE",
      defaultValue = LedgerPlace.Postgresql.NAME,
      description =
          "Which engine keeps the ledger: postgresql or eventstoredb (default: ${DEFAULT-VALUE}).")
  private String engine = LedgerPlace.Postgresql.NAME;

  @Mixin private final EventStoreOptions eventStore = new EventStoreOptions();

  /** What was chosen; a value that is none ends the command with its usage. */
  LedgerPlace read(CommandLine command) {
    LedgerPlace place = place(command, "--ledger", engine, eventStore);
    if (place instanceof LedgerPlace.Postgresql && eventStore.isGiven()) {
      throw new CommandLine.ParameterException(
          command, "--eventstoredb-url goes with --ledger eventstoredb");
    }
    return place;
  }

  /** The place of an engine that an option names. */
  static LedgerPlace place(
      CommandLine command, String option, String engine, EventStoreOptions eventStore) {
    return switch (engine) {
      case LedgerPlace.Postgresql.NAME -> LedgerPlace.POSTGRESQL;
      case LedgerPlace.EventStoreDb.NAME -> eventStore.read(command);
      default ->
          throw new CommandLine.ParameterException(
              command, option + " is postgresql or eventstoredb");
    };
  }
}
