package dev.packledger.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.tidy.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher on a machine that lacks something: a path with the system's own tools and nothing
 * else, and no folder in which JDKs are looked for.
 */
class LauncherIT {
  private static final int UNAVAILABLE = 69;
  private static final int SECONDS_MAX = 120;

  /** What the launcher itself uses. */
  private static final List<String> TOOLS =
      List.of("dirname", "sed", "head", "find", "readlink", "touch");

  @TempDir Path folder;

  private record Run(int code, String output) {}

  private Path tools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("bin"));
    for (String tool : TOOLS) {
      Path link = tools.resolve(tool);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, installed(tool));
      }
    }
    return tools;
  }

  private static Path installed(String tool) {
    return List.of("/usr/bin", "/bin").stream()
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Run run(Path launcher, Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools().toString());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("PACKLEDGER_JAVA_FOLDERS", "");
    builder.environment().putAll(settings);
    Process process = builder.start();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("the launcher does not end: " + Files.readString(output));
    }
    return new Run(process.exitValue(), Files.readString(output));
  }

  private static Path launcher() {
    return Checkout.root().resolve("packledger");
  }

  private static void assertMissing(Run run, String code, String hint) {
    assertThat(run.output()).contains("packledger: " + code + ": ", hint);
    assertThat(run.code()).isEqualTo(UNAVAILABLE);
    assertThat(run.output()).doesNotContain("Exception", "\tat ", "not found", "No such file");
  }

  /** A folder that looks like a JDK of a version. */
  private Path jdk(String version) throws IOException {
    Path home = folder.resolve("jdk-" + version);
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(bin.resolve(program), "#!/bin/sh\nexit 1\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  @Test
  void withoutAnyJdkItSaysWhatIsMissing() throws Exception {
    assertMissing(run(launcher(), Map.of(), "serve"), "jdk.missing", "PACKLEDGER_JAVA_HOME");
  }

  @Test
  void aJdkThatIsTooOldIsNone() throws Exception {
    Path old = jdk("21.0.4");
    Path path = Files.createSymbolicLink(tools().resolve("java"), old.resolve("bin/java"));
    Run run =
        run(
            launcher(),
            Map.of("JAVA_HOME", old.toString(), "PACKLEDGER_JAVA_FOLDERS", old.toString()),
            "serve");
    assertMissing(run, "jdk.missing", "no JDK 25 or newer found");
    assertThat(path).exists();
  }

  @Test
  void oneAmongTheFoldersIsFound() throws Exception {
    Path old = jdk("21.0.4");
    Path home = Path.of(System.getProperty("java.home"));
    Run run =
        run(launcher(), Map.of("PACKLEDGER_JAVA_FOLDERS", old + " " + home), "--no-such-option");
    assertThat(run.output()).doesNotContain("jdk.missing");
  }

  /** A fresh clone that was never built. */
  @Test
  void withoutMavenItSaysThatItIsNeededToBuild() throws Exception {
    Path clone = Files.createDirectories(folder.resolve("clone"));
    Path launcher =
        Files.copy(launcher(), clone.resolve("packledger"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(clone.resolve("domain/src"));
    Run run =
        run(launcher, Map.of("PACKLEDGER_JAVA_HOME", System.getProperty("java.home")), "serve");
    assertMissing(run, "maven.missing", "Maven is needed");
  }
}
