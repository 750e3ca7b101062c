package dev.packledger.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Questions asked by {@code wrk}: one thread, as it comes, with a script that knows the answers.
 */
record WrkDecisions(Path wrk, Path folder, Duration turn) {
  private static final int CONNECTIONS = 64;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern WRONG = Pattern.compile("wrong answers: (\\d+) of (\\d+)");
  private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses|Socket errors");

  /** Null where there is no wrk. */
  static @Nullable WrkDecisions of(@Nullable Path wrk, Path folder, Duration turn) {
    return wrk == null ? null : new WrkDecisions(wrk, folder, turn);
  }

  /** Writes what to ask, and where answers are compared, what must be answered. */
  Path script(String name, LookupQuestions questions, boolean compared) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < questions.count(); i++) {
      lines.add((questions.expected(i) ? "1" : "0") + Evaluations.body(questions, i));
    }
    Path file = Files.write(folder.resolve(name + ".txt"), lines);
    return Files.writeString(
        folder.resolve(name + ".lua"),
        """
        local requests, expected = {}, {}
        local at, threads = 0, {}
        wrong, seen = 0, 0

        function setup(thread) table.insert(threads, thread) end

        function init(args)
          for line in io.lines("%s") do
            local i = #requests + 1
            expected[i] = line:sub(1, 1) == "1"
            requests[i] = wrk.format("POST", "%s", {
              ["Authorization"] = "Bearer %s",
              ["Content-Type"] = "application/json",
              ["X-Request-ID"] = tostring(i)
            }, line:sub(2))
          end
        end

        function request()
          at = at %% #requests + 1
          return requests[at]
        end
        %s
        function done(summary, latency, requests)
          for _, thread in ipairs(threads) do
            print("wrong answers: " .. thread:get("wrong") .. " of " .. thread:get("seen"))
          end
        end
        """
            .formatted(
                file, Evaluations.PATH, LookupMarket.askerSecret(), compared ? COMPARING : ""));
  }

  /** A server that sends no request id back, as nginx does, decides nothing. */
  private static final String COMPARING =
      """
      function response(status, headers, body)
        local i = tonumber(headers["X-Request-ID"])
        seen = seen + 1
        if i and expected[i] ~= (body:find('"decision":true', 1, true) ~= nil) then
          wrong = wrong + 1
        end
      end
      """;

  Rate run(Path script, URI server) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                wrk.toString(),
                "-t1",
                "-c" + CONNECTIONS,
                "-d" + turn.toSeconds() + "s",
                "--latency",
                "-s",
                script.toString(),
                server.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher rate = RATE.matcher(said);
    Matcher p99 = P99.matcher(said);
    Matcher wrong = WRONG.matcher(said);
    if (!rate.find() || !p99.find() || !wrong.find() || FAILED.matcher(said).find()) {
      throw new IOException("wrk on " + server + " says: " + said);
    }
    if (!wrong.group(1).equals("0")) {
      throw new IOException("the run is void: " + wrong.group());
    }
    double unit =
        switch (p99.group(2)) {
          case "us" -> 1e-3;
          case "ms" -> 1;
          default -> 1e3;
        };
    return new Rate(Double.parseDouble(rate.group(1)), Double.parseDouble(p99.group(1)) * unit);
  }
}
