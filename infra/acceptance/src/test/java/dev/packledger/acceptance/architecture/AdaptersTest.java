package dev.packledger.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.tidy.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Adapters are tested alike: each has tests of these names, golden files, a wire and a guide. */
class AdaptersTest {
  private static final String SOURCES = "registry-adapters/src/%s/java/dev/packledger/registry";
  private static final List<String> TESTS =
      List.of("NameTest", "VersionTest", "IndexTest", "PublicationTest", "WireTest");

  @Test
  void everyAdapterIsTestedAlike() throws IOException {
    List<String> missing = new ArrayList<>();
    List<String> adapters = adapters();
    for (String adapter : adapters) {
      String word = word(adapter);
      for (String test : TESTS) {
        require(SOURCES.formatted("test") + "/" + adapter + "/" + word + test + ".java", missing);
      }
      require("registry-adapters/src/test/resources/golden/" + adapter, missing);
      require("registry-adapters/src/test/resources/wire/" + adapter, missing);
      require("docs/ecosystems/" + adapter + ".md", missing);
    }
    assertThat(adapters).contains("npm");
    assertThat(missing).isEmpty();
  }

  private static void require(String place, List<String> missing) {
    if (!Files.exists(Checkout.root().resolve(place))) {
      missing.add(place);
    }
  }

  private static List<String> adapters() throws IOException {
    try (Stream<Path> folders = Files.list(Checkout.root().resolve(SOURCES.formatted("main")))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> !name.equals("shared"))
          .sorted()
          .toList();
    }
  }

  /** What the classes of an adapter begin with. */
  private static String word(String adapter) throws IOException {
    Path folder = Checkout.root().resolve(SOURCES.formatted("main")).resolve(adapter);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith("Adapter.java"))
          .map(name -> name.substring(0, name.length() - "Adapter.java".length()))
          .findFirst()
          .orElseThrow();
    }
  }
}
