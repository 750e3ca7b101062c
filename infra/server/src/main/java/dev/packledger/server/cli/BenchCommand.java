package dev.packledger.server.cli;

import dev.packledger.ledger.postgres.bench.AppendBench;
import dev.packledger.server.bench.AccessMemoryBench;
import dev.packledger.server.bench.EventStoreBench;
import dev.packledger.server.bench.IndexBench;
import dev.packledger.server.bench.IndexSizeBench;
import dev.packledger.server.bench.RevocationBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code packledger bench ...}: what must be fast, measured on this machine. */
@Command(
    name = "bench",
    description = "Measures on this machine, each against its rivals in one run.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchDecisionCommand.class,
      BenchPastCommand.Replay.class,
      BenchPastCommand.History.class,
      BenchPastCommand.Timeline.class
    },
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:measured",
      " 1:a promise was broken: an allow after an acknowledgement, or a budget exceeded",
      " 2:the command line is wrong"
    })
public final class BenchCommand implements Runnable {
  private static final double MILLIS = 1e6;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec command = Objects.requireNonNull(spec, "picocli sets it");
    command.commandLine().usage(command.commandLine().getErr());
  }

  @Command(
      name = "access-memory",
      description = "Bytes of access memory for each token and licence, and decisions a second.",
      mixinStandardHelpOptions = true)
  int accessMemory(
      @Option(names = "--tokens", defaultValue = "1000000", description = "And as many licences.")
          int tokens) {
    AccessMemoryBench.Result result = AccessMemoryBench.run(tokens);
    say(
        "access memory of %d tokens and licences: %.1f bytes a token (at most 64), %.1f a licence"
            + " (at most 256)",
        tokens, result.bytesPerToken(), result.bytesPerLicense());
    say("decisions: %.0f a second on one thread", result.decisionsPerSecond());
    return result.withinBudget() ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }

  @Command(
      name = "append",
      description =
          "Appends events, beside Axon's JDBC engine, bare inserts and, where a 'umadb' is on the"
              + " path, UmaDB.",
      mixinStandardHelpOptions = true)
  int append(
      @Option(
              names = "--producers",
              split = ",",
              defaultValue = "1,8,64,512",
              description = "How many at once.")
          List<Integer> producers,
      @Option(names = "--turn-seconds", defaultValue = "2", description = "Length of a turn.")
          int turnSeconds,
      @Option(names = "--turns", defaultValue = "3", description = "Turns of each, odd.") int turns)
      throws Exception {
    try (BenchFolder folder = BenchFolder.create()) {
      new AppendBench(InstantSource.system(), folder.path(), Duration.ofSeconds(turnSeconds), turns)
          .run(producers, this::say);
      return ExitCodes.OK;
    }
  }

  @Command(
      name = "ledger-eventstoredb",
      description =
          "What the engine on EventStoreDB adds to its bare client, on one double of the server.",
      mixinStandardHelpOptions = true)
  int ledgerEventStoreDb(
      @Option(
              names = "--producers",
              split = ",",
              defaultValue = "1,8,64",
              description = "How many at once.")
          List<Integer> producers,
      @Option(names = "--appends", defaultValue = "2000", description = "Of a turn.") int appends,
      @Option(names = "--events", defaultValue = "50000", description = "To read, about.")
          int events,
      @Option(names = "--turns", defaultValue = "3", description = "Turns of each, odd.") int turns)
      throws Exception {
    try (BenchFolder folder = BenchFolder.create()) {
      new EventStoreBench(appends, events, turns, this::say)
          .run(folder.path(), producers, InstantSource.system());
      return ExitCodes.OK;
    }
  }

  @Command(
      name = "revocation",
      description = "Revokes tokens under full read load; no allow may follow an acknowledgement.",
      mixinStandardHelpOptions = true)
  int revocation(
      @Option(names = "--revocations", defaultValue = "100000", description = "How many.")
          int revocations)
      throws InterruptedException {
    try (BenchFolder folder = BenchFolder.create()) {
      RevocationBench.Result result =
          RevocationBench.run(folder.path(), revocations, InstantSource.system(), this::say);
      say(
          "%d revocations in %.1f s beside %d reads (%d allowed, %d denied, %d failed)",
          result.revocations(),
          result.took().toMillis() / 1000.0,
          result.allowed() + result.denied() + result.otherReads(),
          result.allowed(),
          result.denied(),
          result.otherReads());
      say(
          "acknowledged after: median %.1f ms, 99 of 100 within %.1f ms",
          result.acknowledgedP50().toNanos() / MILLIS, result.acknowledgedP99().toNanos() / MILLIS);
      say("allows after an acknowledgement: %d", result.brokenPromises());
      return result.brokenPromises() == 0 ? ExitCodes.OK : ExitCodes.DIFFERENT;
    }
  }

  @Command(
      name = "index",
      description = {
        "Warm index documents of every ecosystem, beside nginx with the same bytes and Verdaccio."
      },
      mixinStandardHelpOptions = true)
  int index(
      @Option(names = "--releases", defaultValue = "50", description = "Of each package.")
          int releases,
      @Option(
              names = "--packages",
              defaultValue = "100",
              description = "In the documents that list many.")
          int packages,
      @Option(names = "--turn-seconds", defaultValue = "3", description = "Length of a turn.")
          int turnSeconds,
      @Option(names = "--turns", defaultValue = "3", description = "Turns of each, odd.") int turns)
      throws IOException, InterruptedException {
    try (BenchFolder folder = BenchFolder.create()) {
      new IndexBench(releases, packages, turns, Duration.ofSeconds(turnSeconds), this::say)
          .run(folder.path(), InstantSource.system());
      return ExitCodes.OK;
    }
  }

  @Command(
      name = "index-size",
      description = "What the index of a whole tree, and publishing, cost as a registry grows.",
      mixinStandardHelpOptions = true)
  int indexSize(
      @Option(
              names = "--packages",
              split = ",",
              defaultValue = "5,500,5000,10000",
              description = "How many, size by size.")
          List<Integer> packages,
      @Option(names = "--releases", defaultValue = "20", description = "Of each package.")
          int releases,
      @Option(
              names = "--published",
              defaultValue = "200",
              description = "At each size, to see how long it takes.")
          int published)
      throws IOException, InterruptedException {
    try (BenchFolder folder = BenchFolder.create()) {
      new IndexSizeBench(releases, published, this::say)
          .run(folder.path(), packages, InstantSource.system());
      return ExitCodes.OK;
    }
  }

  private void say(String line) {
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private void say(String format, Object... values) {
    say(String.format(Locale.ROOT, format, values));
  }
}
