package dev.packledger.server.cli;

import dev.packledger.codec.UnreadableEvent;
import dev.packledger.ledger.LedgerFailure;
import dev.packledger.ledger.postgres.PostgresFailure;
import dev.packledger.server.MicrosecondClock;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.StorageConfiguration.Database;
import dev.packledger.server.engines.LedgerEngines;
import dev.packledger.server.engines.LedgerPlace;
import dev.packledger.server.engines.LedgerTrouble;
import dev.packledger.server.engines.ToolLedger;
import dev.packledger.server.history.NoSuchMoment;
import dev.packledger.server.history.Question;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code packledger replay}: reads the ledger from its first event and tells what follows. */
@Command(
    name = "replay",
    description = {
      "Reads the ledger from its first event and tells what follows from it.",
      "Changes nothing.",
      "",
      "--license tells everything that bears on one licence, and what was allowed:",
      "folded from the events alone, no table is read. --digest rebuilds every",
      "projection in a scratch database on the same server and compares it with",
      "the live one.",
      "",
      "The server of a data folder must be stopped; beside a running one name its",
      "database with --database-url.",
      ""
    },
    footerHeading = "%nQuestions and how to ask them (docs/auditing.md explains the answers):%n",
    footer = {
      "  What happened to a licence, by whom, and why?",
      "    packledger replay --license LICENCE",
      "  How did it stand at an instant, or right after an event?",
      "    packledger replay --license LICENCE --at 2026-06-01T00:00:00Z",
      "    packledger replay --license LICENCE --at 4711",
      "  Might a token install a release then, and why (not)?",
      "    packledger replay --license LICENCE --at 4711 \\",
      "      --token TOKEN --package pkg:npm/%%40acme/ui --version 1.2.0",
      "  The same for another program to read, as the API answers it?",
      "    packledger replay --license LICENCE --json",
      "  Does everything shown today follow from the ledger?",
      "    packledger replay --digest"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done; with --digest: every digest is equal",
      " 1:some digests differ",
      " 2:the command line is wrong",
      "65:the data folder or database is damaged, or is not Packledger's",
      "66:there is no such licence or moment",
      "69:the data folder is in use, or the database or the ledger's server is away",
      "77:the ledger's server does not let us in"
    })
public final class ReplayCommand implements Callable<Integer> {
  private final InstantSource clock = MicrosecondClock.ofSystem();

  // Not the standard mixin: there, --version would be the program's.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Mixin private final DataOptions data = new DataOptions();

  @Mixin private final LedgerOptions ledger = new LedgerOptions();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Task task = new Task();

  @Spec private @Nullable CommandSpec spec;

  /** What to do: one of two. */
  private static final class Task {
    @Option(
        names = "--digest",
        required = true,
        description = "Prints the digests of the live and the rebuilt tables and compares them.")
    private boolean digest;

    @ArgGroup(exclusive = false)
    private @Nullable HistoryOptions history;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec().commandLine().getErr();
    LedgerPlace place = ledger.read(spec().commandLine());
    if (data.databaseUrl == null && !Files.isDirectory(data.data.resolve("postgres"))) {
      err.println("packledger: data.missing: There is no database in " + data.data + ".");
      return ExitCodes.DATA;
    }
    ServerOptions options =
        ServerOptions.on(data.data, 0).with(changes -> changes.databaseUrl(data.databaseUrl));
    try (Database database = Database.of(options)) {
      return replay(database, place);
    } catch (PostgresFailure failure) {
      return said(failure.code(), failure.getMessage(), ExitCodes.of(failure.code()));
    } catch (LedgerFailure failure) {
      String code = LedgerTrouble.code(failure);
      return said(code, failure.getMessage(), ExitCodes.of(code));
    } catch (UnreadableEvent alien) {
      return said("ledger.unreadable", alien.getMessage(), ExitCodes.DATA);
    } catch (SQLException failure) {
      return said("database.unavailable", failure.getMessage(), ExitCodes.UNAVAILABLE);
    } catch (NoSuchMoment none) {
      return said(none.code(), none.detail(), ExitCodes.NOT_FOUND);
    } catch (Question.Unclear unclear) {
      return said("parameter.invalid", unclear.detail(), ExitCodes.USAGE);
    }
  }

  private int replay(Database database, LedgerPlace place) throws SQLException {
    PrintWriter out = spec().commandLine().getOut();
    Progress progress = new Progress(spec().commandLine().getErr(), "replayed");
    HistoryOptions history = task.history;
    try (ToolLedger opened = LedgerEngines.tool(place, database.unpooled())) {
      return history == null
          ? new DigestReplay(out, progress).run(database.unpooled(), opened.reader())
          : new HistoryReplay(out, this::said, progress, clock).run(opened.reader(), history);
    }
  }

  private int said(String code, @Nullable String detail, int exitCode) {
    spec().commandLine().getErr().println("packledger: " + code + ": " + detail);
    return exitCode;
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec, "picocli sets it");
  }
}
