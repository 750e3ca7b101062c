package dev.packledger.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks one address over and over and counts: by {@code wrk} where there is one, else by itself. */
final class Load {
  private static final int CONNECTIONS = 16;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");
  private static final Pattern WRONG = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  private final @Nullable Path wrk = program("wrk");

  /** A program of the path; null where it is missing. */
  static @Nullable Path program(String name) {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  String name() {
    return wrk == null ? "own generator" : "wrk";
  }

  /**
   * Answers per second.
   *
   * @throws IOException where the server does not answer as expected
   */
  double rate(URI server, String path, int expected, Duration time, String... headers)
      throws IOException, InterruptedException {
    try (Connection once = Connection.to(server)) {
      int status = once.exchange(Connection.request("GET", server, path, headers));
      if (status != expected) {
        throw new IOException(server + path + " is answered with " + status);
      }
    }
    return wrk == null
        ? ownRate(server, path, time, headers)
        : wrkRate(wrk, server + path, time, headers);
  }

  private static double wrkRate(Path wrk, String address, Duration time, String... headers)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(wrk.toString(), "-t1", "-c" + CONNECTIONS, "-d" + time.toSeconds() + "s"));
    for (String header : headers) {
      command.addAll(List.of("-H", header));
    }
    command.add(address);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher rate = RATE.matcher(said);
    if (WRONG.matcher(said).find() || !rate.find()) {
      throw new IOException("wrk on " + address + " says: " + said.toLowerCase(Locale.ROOT));
    }
    return Double.parseDouble(rate.group(1));
  }

  private static double ownRate(URI server, String path, Duration time, String... headers)
      throws InterruptedException {
    byte[] request = Connection.request("GET", server, path, headers);
    long end = System.nanoTime() + time.toNanos();
    long answers =
        Producers.run(
                CONNECTIONS,
                () -> {
                  long count = 0;
                  try (Connection connection = Connection.to(server)) {
                    while (System.nanoTime() - end < 0) {
                      connection.exchange(request);
                      count++;
                    }
                  }
                  return count;
                })
            .stream()
            .mapToLong(Long::longValue)
            .sum();
    return answers / (time.toNanos() / 1e9);
  }
}
