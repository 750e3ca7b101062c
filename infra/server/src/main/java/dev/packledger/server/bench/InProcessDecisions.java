package dev.packledger.server.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs {@link DecisionBenchmark} in fresh JVMs. JMH's own forks cannot start from a jar of jars, so
 * that each fork is this program again.
 *
 * @param seconds of each of the iterations, two of which warm up and three count
 */
public record InProcessDecisions(int tokens, int seconds) {
  private static final int WARMUPS = 2;
  private static final int ITERATIONS = 3;
  private static final String MARK = "decision ";

  /** What one fork measured of one benchmark, in nanoseconds. */
  private record Figures(double p50, double p99, double mean) {}

  /** In this JVM: says a line for each benchmark. */
  public void measure(Consumer<String> out) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(DecisionBenchmark.class.getName())
                    .param("tokens", String.valueOf(tokens))
                    .forks(0)
                    .warmupIterations(WARMUPS)
                    .warmupTime(TimeValue.seconds(seconds))
                    .measurementIterations(ITERATIONS)
                    .measurementTime(TimeValue.seconds(seconds))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    for (RunResult result : results) {
      Statistics nanos = result.getPrimaryResult().getStatistics();
      out.accept(
          MARK
              + String.format(
                  Locale.ROOT,
                  "%s/%s %.0f %.0f %.0f",
                  result.getPrimaryResult().getLabel(),
                  result.getParams().getParam("choice"),
                  nanos.getPercentile(50),
                  nanos.getPercentile(99),
                  nanos.getMean()));
    }
  }

  /**
   * In so many JVMs, one after the other; says the medians and the ranges.
   *
   * @param command starts this program with {@link #measure}
   * @return the greatest p50 of all, in nanoseconds
   */
  public double fork(int forks, List<String> command, Consumer<String> out)
      throws IOException, InterruptedException {
    SortedMap<String, List<Figures>> measured = new TreeMap<>();
    for (int fork = 0; fork < forks; fork++) {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      List<String> said = new ArrayList<>();
      try (BufferedReader lines = process.inputReader()) {
        lines.lines().forEach(said::add);
      }
      if (process.waitFor() != 0) {
        throw new IOException("a run is void: " + String.join("\n", said));
      }
      said.stream()
          .filter(line -> line.startsWith(MARK))
          .map(line -> line.substring(MARK.length()).split(" "))
          .forEach(
              line ->
                  measured
                      .computeIfAbsent(line[0], name -> new ArrayList<>())
                      .add(
                          new Figures(
                              Double.parseDouble(line[1]),
                              Double.parseDouble(line[2]),
                              Double.parseDouble(line[3]))));
    }
    measured.forEach((name, figures) -> out.accept(line(name, figures)));
    return measured.values().stream()
        .flatMap(List::stream)
        .mapToDouble(Figures::p50)
        .max()
        .orElseThrow();
  }

  private static String line(String name, List<Figures> figures) {
    return String.format(
        Locale.ROOT,
        "%-28s p50 %5.0f ns (%.0f to %.0f)  p99 %6.0f ns  mean %5.0f ns",
        name,
        Figure.median(figures.stream().map(Figures::p50).toList()),
        figures.stream().mapToDouble(Figures::p50).min().orElseThrow(),
        figures.stream().mapToDouble(Figures::p50).max().orElseThrow(),
        Figure.median(figures.stream().map(Figures::p99).toList()),
        Figure.median(figures.stream().map(Figures::mean).toList()));
  }
}
