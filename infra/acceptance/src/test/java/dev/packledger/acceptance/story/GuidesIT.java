package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Machine;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.story.Guide.Block;
import dev.packledger.acceptance.tidy.Checkout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command and file of the guides, out of their own text, with the instance's address in place
 * of the one they are written with. The public registry is one of ours, on which somebody else
 * offers the private names in a greater version: it must never be installed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuidesIT {
  private static final String HOST = "packages.example.com";

  @TempDir static @Nullable Path folder;

  private @Nullable Ecosystems opened;
  private @Nullable Images images;
  private final Map<String, Machine> machines = new TreeMap<>();

  @BeforeAll
  void open() {
    opened = new Ecosystems(Objects.requireNonNull(folder), RealTime.CLOCK);
    world().open();
    world().purchase(RealTime.CLOCK.instant());
  }

  @AfterAll
  void close() {
    world().close();
  }

  private Ecosystems world() {
    return Objects.requireNonNull(opened);
  }

  @Test
  void everyGuideIsRun() throws IOException {
    Set<String> run = new TreeSet<>();
    Guided.all(Objects.requireNonNull(folder)).forEach(guided -> run.add(guided.guide()));
    try (Stream<Path> guides = Files.list(Checkout.root().resolve("docs/ecosystems"))) {
      assertThat(guides.map(guide -> String.valueOf(guide.getFileName())).toList())
          .containsExactlyInAnyOrderElementsOf(run);
    }
  }

  @TestFactory
  Stream<DynamicContainer> guides() {
    return Guided.all(Objects.requireNonNull(folder)).stream()
        .map(
            guided -> {
              Guide guide =
                  Guide.read(Checkout.root().resolve("docs/ecosystems/" + guided.guide()));
              assertThat(guide.blocks()).isNotEmpty();
              Elsewhere elsewhere = guided.elsewhere(new Elsewhere());
              return DynamicContainer.dynamicContainer(
                  guide.name(),
                  guide.blocks().stream()
                      .map(
                          block ->
                              DynamicTest.dynamicTest(
                                  block.title(guide.name()),
                                  () -> run(guided, guide, block, elsewhere)))
                      .onClose(elsewhere::close));
            });
  }

  private void run(Guided guided, Guide guide, Block block, Elsewhere elsewhere) {
    Machine machine = machine(guided, guide, block.machine());
    String text = placed(block.text(), guided, elsewhere);
    if (block.word("file").isPresent()) {
      machine.write(block.word("file").get(), text);
    } else if (block.word("config").isPresent()) {
      BotSchemas.check(machine, block.word("config").get(), block.text());
    } else if (block.word("run").isPresent()) {
      boolean image = text.contains("docker ");
      Map<String, String> environment = environment(image);
      environment.putAll(guided.variables(block.machine(), elsewhere));
      Ran ran = machine.run(environment, List.of("sh", "-e", "-c", text)).succeeded();
      guided.ran(machine, block, ran);
      if (image) {
        assertThat(Objects.requireNonNull(images).hold(world().token().secret())).isFalse();
      }
    } else {
      assertThat(block.word("shown"))
          .as("%s says what it is", block.title(guide.name()))
          .isPresent();
    }
  }

  private Machine machine(Guided guided, Guide guide, String name) {
    return machines.computeIfAbsent(
        guide.name() + " " + name,
        absent -> {
          Machine machine = Machine.create(Objects.requireNonNull(folder), name);
          Machine laptop = machines.get(guide.name() + " laptop");
          if (laptop != null) {
            guided.checkedIn().stream()
                .filter(laptop::has)
                .forEach(file -> machine.write(file, laptop.read(file)));
          }
          guided.seed(name, machine);
          return machine;
        });
  }

  private Map<String, String> environment(boolean image) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PACKLEDGER_TOKEN", world().token().secret());
    environment.put("PACKLEDGER_PUBLISH_TOKEN", world().bazaar().publisher());
    if (image) {
      if (images == null) {
        images = new Images(Objects.requireNonNull(folder));
      }
      environment.put("PATH", images.program() + ":" + Machine.path());
    }
    return environment;
  }

  /** The text with the addresses of this run. */
  private String placed(String text, Guided guided, Elsewhere elsewhere) {
    URI server = world().market().server().address();
    String credentials = "token:$PACKLEDGER_TOKEN@";
    return text.replace(guided.publicRegistry(), elsewhere.address())
        .replace("https://" + HOST, server.toString())
        .replace("https://" + credentials + HOST, "http://" + credentials + server.getAuthority())
        .replace("//" + HOST + "/", "//" + server.getAuthority() + "/")
        .replace("PACKAGES__EXAMPLE__COM", "127__0__0__1")
        .replace(HOST, "127.0.0.1");
  }
}
