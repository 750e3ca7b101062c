package dev.packledger.server.cli;

import dev.packledger.server.bench.HistoryBench;
import dev.packledger.server.bench.ReplayBench;
import dev.packledger.server.bench.TimelineBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The benches of what is read of the past: {@code replay}, {@code history}, {@code timeline}. */
abstract class BenchPastCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    try (BenchFolder folder = BenchFolder.create()) {
      return isMet(folder) ? ExitCodes.OK : ExitCodes.DIFFERENT;
    }
  }

  /** Measures; answers whether what must be so is so. */
  abstract boolean isMet(BenchFolder folder) throws IOException, SQLException, InterruptedException;

  void say(String line) {
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** {@code packledger bench replay}. */
  @Command(
      name = "replay",
      description =
          "Events a second from the ledger to the rebuilt access projection, beside Axon's engine"
              + " and beside only decoding.",
      mixinStandardHelpOptions = true)
  static final class Replay extends BenchPastCommand {
    @Option(names = "--tokens", defaultValue = "300000", description = "Of the market replayed.")
    private int tokens;

    @Option(names = "--turns", defaultValue = "3", description = "Turns of each, odd.")
    private int turns;

    @Override
    boolean isMet(BenchFolder folder) throws IOException, SQLException {
      return new ReplayBench(tokens, turns, this::say).run(folder.path());
    }
  }

  /** {@code packledger bench history}. */
  @Command(
      name = "history",
      description = "The history of one licence and one past decision on a large ledger.",
      mixinStandardHelpOptions = true)
  static final class History extends BenchPastCommand {
    private static final double P95_MILLIS_MAX = 20;

    @Option(names = "--events", defaultValue = "1000000", description = "Of the ledger.")
    private int events;

    @Option(names = "--requests", defaultValue = "500", description = "Of each kind.")
    private int requests;

    @Override
    boolean isMet(BenchFolder folder) throws IOException, SQLException, InterruptedException {
      double p95 =
          new HistoryBench(events, requests, this::say).run(folder.path(), InstantSource.system());
      return p95 < P95_MILLIS_MAX;
    }
  }

  /** {@code packledger bench timeline}. */
  @Command(
      name = "timeline",
      description = "A page of 50 with the worst filters and a deep cursor in a long timeline.",
      mixinStandardHelpOptions = true)
  static final class Timeline extends BenchPastCommand {
    private static final double P95_MILLIS_MAX = 30;

    @Option(names = "--events", defaultValue = "1000000", description = "Of the timeline.")
    private int events;

    @Option(names = "--requests", defaultValue = "200", description = "Of each of the worst.")
    private int requests;

    @Override
    boolean isMet(BenchFolder folder) throws SQLException {
      return new TimelineBench(events, requests, this::say).run(folder.path()) < P95_MILLIS_MAX;
    }
  }
}
