package dev.packledger.registry.rubygems;

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

/** Runs every script below {@code wire/rubygems} against the routes. */
class GemWireTest {
  @TestFactory
  Stream<DynamicTest> scripts() throws IOException, URISyntaxException {
    return WireScript.below("rubygems", GemWireTest::run);
  }

  private static void run(String name, List<String> lines) throws Exception {
    World world = new World();
    GemAdapter gems = new GemAdapter(GemLimits.USUAL);
    try (Registry registry = new Registry(world, new MemoryBlobs(1 << 20, 8 << 20), gems)) {
      new WireScript(new Story(world, gems), registry.port(), Gem::of).run(lines);
    }
  }
}
