package dev.packledger.acceptance.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.running.ServerProcess;
import dev.packledger.server.demo.Demo;
import dev.packledger.server.engines.LedgerPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo seeds itself, again too, and what it prints works as printed. */
class DemoIT {
  private static final long MINUTES_MAX = 3;

  @TempDir static @Nullable Path folder;

  @Test
  void seedsAndEndsAndGoesOnWithTheSameData() {
    String data = folder().resolve("twice").toString();
    String[] demo = {"demo", "--data", data, "--port", "0", "--exit"};
    ServerProcess.Finished first = ServerProcess.run(folder(), demo);
    assertThat(first.code()).as(first.output()).isZero();
    assertThat(first.output()).contains("token.revoked", "npm install @acme/ui", "Seeded after");
    ServerProcess.Finished second = ServerProcess.run(folder(), demo);
    assertThat(second.code()).as(second.output()).isZero();
    ServerProcess.Finished replay =
        ServerProcess.run(folder(), "replay", "--digest", "--data", data);
    assertThat(replay.code()).as(replay.output()).isZero();
  }

  @Test
  void leavesFoldersOfOthersAlone() throws IOException {
    Path other = Files.createDirectories(folder().resolve("other"));
    Files.writeString(other.resolve("letter.txt"), "mine");
    ServerProcess.Finished demo =
        ServerProcess.run(folder(), "demo", "--data", other.toString(), "--exit");
    assertThat(demo.code()).isEqualTo(65);
    assertThat(demo.output()).contains("data.not_a_demo").doesNotContain("\tat ");
    assertThat(other).isDirectoryContaining("glob:**/letter.txt");
    assertThat(other.resolve("demo")).doesNotExist();
  }

  @Test
  void theCommandsForNpmWorkAsPrinted() throws Exception {
    Path npm = Client.NPM.program();
    List<String> lines = new ArrayList<>();
    try (Demo demo =
        Demo.start(folder().resolve("served"), 0, LedgerPlace.POSTGRESQL, RealTime.CLOCK)) {
      demo.tell(lines::add);
      int start = lines.indexOf("# npm") + 1;
      List<String> commands = lines.subList(start, start + 3);
      String script = String.join("\n", commands) + "\ncat node_modules/@acme/*/package.json\n";
      assertThat(shell(npm, script)).contains("@acme/core", "@acme/ui", "1.1.0");
    }
  }

  private static String shell(Path npm, String script) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder(), "shell-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", script)
            .directory(folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().merge("PATH", npm.getParent() + ":", (path, first) -> first + path);
    builder.environment().put("HOME", Files.createTempDirectory(folder(), "home-").toString());
    Process process = builder.start();
    assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(output, UTF_8);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }
}
