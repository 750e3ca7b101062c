package dev.packledger.registry.npm;

import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.running.Registry;
import dev.packledger.registry.shared.running.Story;
import dev.packledger.registry.shared.running.WireScript;
import dev.packledger.registry.shared.running.World;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every script below {@code wire/npm} against the routes; {@link WireScript} reads them. */
class NpmWireTest {
  @TestFactory
  Stream<DynamicTest> scripts() throws IOException, URISyntaxException {
    return WireScript.below("npm", NpmWireTest::run);
  }

  private static void run(String name, List<String> lines) throws Exception {
    World world = new World();
    boolean unscoped = name.contains("unscoped");
    NpmSettings settings = new NpmSettings(NpmLimits.USUAL, unscoped);
    NpmAdapter npm = new NpmAdapter(settings);
    try (Registry registry = new Registry(world, new MemoryBlobs(1 << 20, 8 << 20), npm)) {
      new WireScript(new Story(world, npm), registry.port(), Publications::body).run(lines);
    }
  }
}
