package dev.packledger.server.cli;

import dev.packledger.server.bench.HttpDecisions;
import dev.packledger.server.bench.InProcessDecisions;
import java.io.File;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code packledger bench decision}. */
@Command(
    name = "decision",
    description =
        "Decisions in process (JMH) and over HTTP, beside nginx, every answer compared with a plain"
            + " reference program, without and with revocations mixed in.",
    mixinStandardHelpOptions = true)
final class BenchDecisionCommand implements Callable<Integer> {
  private static final double P50_NANOS_MAX = 1000;
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--tokens", defaultValue = "1000000", description = "In process.")
  private int tokens;

  @Option(names = "--http-tokens", defaultValue = "100000", description = "Over HTTP; 0: skipped.")
  private int httpTokens;

  @Option(names = "--forks", defaultValue = "3", description = "JVMs in process; 0: skipped.")
  private int forks;

  @Option(names = "--seconds", defaultValue = "2", description = "Of an iteration in process.")
  private int seconds;

  @Option(names = "--turns", defaultValue = "3", description = "Of each over HTTP, odd.")
  private int turns;

  @Option(names = "--turn-seconds", defaultValue = "3", description = "Length of a turn.")
  private int turnSeconds;

  @Option(names = "--in-this-jvm", hidden = true, description = "One fork's part.")
  private boolean inThisJvm;

  @Override
  public Integer call() throws Exception {
    InProcessDecisions inProcess = new InProcessDecisions(tokens, seconds);
    if (inThisJvm) {
      inProcess.measure(this::say);
      return ExitCodes.OK;
    }
    boolean met = true;
    if (forks > 0) {
      say(String.format(Locale.ROOT, "decisions in process, %d tokens, %d JVMs", tokens, forks));
      double p50 = inProcess.fork(forks, self(), this::say);
      met = p50 <= P50_NANOS_MAX;
      say(String.format(Locale.ROOT, "greatest p50: %.0f ns (at most 1000)", p50));
    }
    if (httpTokens > 0) {
      say(String.format(Locale.ROOT, "decisions over HTTP, %d tokens", httpTokens));
      try (BenchFolder folder = BenchFolder.create()) {
        met &=
            new HttpDecisions(httpTokens, turns, Duration.ofSeconds(turnSeconds), this::say)
                .run(folder.path(), InstantSource.system());
      }
    }
    return met ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }

  /** This program again, for one fork. */
  private List<String> self() {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    String path = System.getProperty("java.class.path");
    if (path.endsWith("packledger.jar") && !path.contains(File.pathSeparator)) {
      command.addAll(List.of("-jar", path));
    } else {
      command.addAll(List.of("-cp", path, "dev.packledger.server.Packledger"));
    }
    command.addAll(List.of("bench", "decision", "--in-this-jvm"));
    command.addAll(List.of("--tokens", String.valueOf(tokens)));
    command.addAll(List.of("--seconds", String.valueOf(seconds)));
    return command;
  }

  private void say(String line) {
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
