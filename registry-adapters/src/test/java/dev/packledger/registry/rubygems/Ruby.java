package dev.packledger.registry.rubygems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ruby itself as the judge of Ruby's rules; where there is none, the test that asks is skipped. */
final class Ruby {
  private Ruby() {}

  /** What a script prints, which reads lines from the file named first. */
  static List<String> judged(Path folder, String script, List<String> asked) {
    assumeTrue(onPath(), "ruby is not on the PATH");
    try {
      Path file = Files.writeString(folder.resolve("judge.rb"), script);
      Path lines = Files.write(folder.resolve("asked.txt"), asked);
      Path told = folder.resolve("told.txt");
      Process ruby =
          new ProcessBuilder("ruby", "-W0", "-rrubygems", file.toString(), lines.toString())
              .redirectOutput(told.toFile())
              .redirectError(folder.resolve("errors.txt").toFile())
              .start();
      assertThat(ruby.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(ruby.exitValue()).as(Files.readString(folder.resolve("errors.txt"))).isZero();
      return Files.readAllLines(told, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static boolean onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ruby")));
  }
}
