package dev.packledger.acceptance.clients;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A second reader of Hex registries, of other people than hex_core's: the crate {@code hexpm} that
 * Gleam reads them with. Built by cargo outside the checkout, below {@code $PACKLEDGER_CLIENTS}
 * where that is set; where cargo or the crate is not to be had, the test that asks is skipped and
 * says so.
 */
public final class HexReader {
  private static final Duration BUILD_MAX = Duration.ofMinutes(8);

  private final Machine machine;
  private final Path program;

  private HexReader(Machine machine, Path program) {
    this.machine = machine;
    this.program = program;
  }

  public static HexReader create(Path parent) {
    boolean cargo =
        Stream.of(Machine.path().split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cargo")));
    Assumptions.assumeTrue(cargo, "no cargo on the path: the crate hexpm does not read");
    Machine machine = Machine.create(parent, "hexpm");
    for (String file : List.of("Cargo.toml", "src/main.rs")) {
      machine.write(file, resource(file));
    }
    @Nullable String clients = System.getenv("PACKLEDGER_CLIENTS");
    Path target =
        clients == null ? machine.folder().resolve("target") : Path.of(clients, "hexpm-reader");
    build(machine, target);
    return new HexReader(machine, target.resolve("debug/reader"));
  }

  private static String resource(String name) {
    try (InputStream file = HexReader.class.getResourceAsStream("/clients/hexpm/" + name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** With the machine's own settings, for the crate comes from wherever that has its crates. */
  private static void build(Machine machine, Path target) {
    File log = machine.folder().resolve("cargo.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder("cargo", "build", "--quiet")
            .directory(machine.project().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().put("CARGO_TARGET_DIR", target.toString());
    try {
      Process cargo = builder.start();
      boolean ended = cargo.waitFor(BUILD_MAX.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        cargo.destroyForcibly().waitFor();
      }
      Assumptions.assumeTrue(
          ended && cargo.exitValue() == 0,
          () -> "cargo does not build the crate hexpm: " + text(log));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String text(File file) {
    try {
      return Files.readString(file.toPath());
    } catch (IOException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  /** Where documents and tarballs may be written. */
  public Machine machine() {
    return machine;
  }

  /** Reads a package's document and checks tarballs against it. */
  public Ran read(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return machine.run(Map.of(), command);
  }
}
