package dev.packledger.registry.hex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of versions against Elixir itself, where there is one. */
class ElixirTest {
  private static final int PAIRS = 2_000;

  private static final String JUDGE =
      """
      for line <- File.stream!(hd(System.argv())) do
        [left, right, requirement] = String.split(String.trim_trailing(line, "\\n"), "|")
        order =
          case {Version.parse(left), Version.parse(right)} do
            {{:ok, l}, {:ok, r}} -> Version.compare(%{l | build: nil}, %{r | build: nil})
            _ -> :none
          end
        IO.puts("#{order} #{Version.parse_requirement(requirement) != :error}")
      end
      """;

  @Test
  void agreesAboutVersionsAndRequirements(@TempDir Path folder) throws Exception {
    assumeThat(onPath("elixir")).as("elixir is on the path").isTrue();
    List<String> texts = texts();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      String left = texts.get(2 * i);
      String right = texts.get(2 * i + 1);
      lines.add(left + '|' + right + "|~> " + left.replace(".0+", "+") + " or >= " + right);
    }
    List<String> judged = judged(folder, lines);
    List<String> ours =
        lines.stream()
            .map(line -> line.split(Pattern.quote("|"), -1))
            .map(ElixirTest::ours)
            .toList();
    assertThat(judged).isEqualTo(ours);
    assertThat(judged).anyMatch(line -> line.startsWith("none")).anyMatch(l -> l.startsWith("gt"));
  }

  private static String ours(String[] parts) {
    var left = HexVersion.parse(parts[0]);
    var right = HexVersion.parse(parts[1]);
    String order =
        left.isEmpty() || right.isEmpty()
            ? "none"
            : switch (Integer.signum(plain(left.get()).compareTo(plain(right.get())))) {
              case -1 -> "lt";
              case 0 -> "eq";
              default -> "gt";
            };
    return order + ' ' + HexRequirement.valid(parts[2]);
  }

  private static HexVersion plain(HexVersion version) {
    return new HexVersion(version.numbers(), version.prerelease(), "");
  }

  /** Versions, and texts that are nearly some. */
  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    HexVersionTest.anyVersion().sampleStream().limit(2 * PAIRS).forEach(texts::add);
    for (int i = 0; i < texts.size(); i += 7) {
      String text = texts.get(i);
      texts.set(i, i % 2 == 0 ? text.replaceFirst("[.]", "") : text.replaceFirst("(\\d)", "0$1"));
    }
    return texts;
  }

  private static List<String> judged(Path folder, List<String> lines)
      throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("judge.exs"), JUDGE);
    Path asked = Files.write(folder.resolve("asked.txt"), lines);
    Path told = folder.resolve("told.txt");
    Process elixir =
        new ProcessBuilder("elixir", script.toString(), asked.toString())
            .redirectOutput(told.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(elixir.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readAllLines(told, StandardCharsets.UTF_8);
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
