package dev.packledger.registry.hex;

import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.archive.TarBytes;
import dev.packledger.registry.shared.running.Registry;
import dev.packledger.registry.shared.running.Story;
import dev.packledger.registry.shared.running.WireScript;
import dev.packledger.registry.shared.running.World;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every script below {@code wire/hex} against the routes. */
class HexWireTest {
  @TestFactory
  Stream<DynamicTest> scripts() throws IOException, URISyntaxException {
    return WireScript.below("hex", HexWireTest::run);
  }

  private static void run(String name, List<String> lines) throws Exception {
    World world = new World();
    HexAdapter hex = new HexAdapter(TestKey.SETTINGS);
    try (Registry registry = new Registry(world, new MemoryBlobs(4 << 20, 8 << 20), hex)) {
      new WireScript(new Story(world, hex), registry.port(), HexWireTest::body).run(lines);
    }
  }

  /** {@code NAME VERSION [metadata]}, {@code docs TEXT}, or {@code hex BYTES}. */
  private static byte[] body(String words) {
    String[] parts = words.split(" ", 3);
    return switch (parts[0]) {
      case "docs" -> new TarBytes().file("index.html", parts[1]).tgz();
      case "hex" -> HexFormat.of().parseHex(parts[1]);
      default -> Tarball.of(parts[0], parts[1]).more(parts.length > 2 ? parts[2] : "").bytes();
    };
  }
}
