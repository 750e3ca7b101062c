package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.running.Registry;
import dev.packledger.registry.shared.running.Story;
import dev.packledger.registry.shared.running.WireScript;
import dev.packledger.registry.shared.running.World;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every script below {@code wire/npm} against the routes; {@link WireScript} reads them. */
class NpmWireTest {
  @TestFactory
  Stream<DynamicTest> scripts() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(NpmWireTest.class.getResource("/wire/npm")).toURI());
    List<Path> scripts;
    try (Stream<Path> files = Files.list(folder)) {
      scripts = files.sorted().toList();
    }
    assertThat(scripts).isNotEmpty();
    return scripts.stream()
        .map(
            script ->
                DynamicTest.dynamicTest(String.valueOf(script.getFileName()), () -> run(script)));
  }

  private static void run(Path script) throws Exception {
    World world = new World();
    boolean unscoped = String.valueOf(script.getFileName()).contains("unscoped");
    NpmSettings settings = new NpmSettings(NpmLimits.USUAL, unscoped);
    NpmAdapter npm = new NpmAdapter(settings);
    try (Registry registry = new Registry(world, new MemoryBlobs(1 << 20, 8 << 20), npm)) {
      new WireScript(new Story(world, npm), registry.port(), Publications::body)
          .run(Files.readAllLines(script));
    }
  }
}
