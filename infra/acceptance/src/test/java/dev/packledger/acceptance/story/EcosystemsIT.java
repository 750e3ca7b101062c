package dev.packledger.acceptance.story;

import static dev.packledger.acceptance.story.Bazaar.CORE;
import static dev.packledger.acceptance.story.Bazaar.HIDDEN;
import static dev.packledger.acceptance.story.Bazaar.UI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.story.Tools.Asked;
import dev.packledger.acceptance.story.Tools.Buying;
import dev.packledger.acceptance.story.Tools.Ware;
import dev.packledger.domain.packages.Ecosystem;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One product in every ecosystem: one purchase shows it to all of the buyer's clients. Every
 * scenario is told of every ecosystem, by {@link Tools}; the chapters build on each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EcosystemsIT {
  private static final InstantSource CLOCK = RealTime.CLOCK;
  private static final Map<String, String> WANTED = Map.of(CORE, "1.0.0", UI, "1.0.0");

  @TempDir static @Nullable Path folder;

  private @Nullable Ecosystems opened;

  @BeforeAll
  void open() {
    opened = new Ecosystems(Objects.requireNonNull(folder), CLOCK);
  }

  @AfterAll
  void close() {
    world().close();
  }

  private Ecosystems world() {
    return Objects.requireNonNull(opened);
  }

  @Test
  @Order(1)
  void everyServedEcosystemIsDriven() {
    Organization probe = world().market().organization("probe");
    Set<String> served = new TreeSet<>();
    for (Ecosystem ecosystem : Ecosystem.values()) {
      Reply reply =
          probe
              .api()
              .post(probe.path("/packages"), Map.of("ecosystem", ecosystem.code(), "name", "?"))
              .is(422);
      if (!reply.at("/code").equals("ecosystem.unsupported")) {
        served.add(ecosystem.code());
      }
    }
    Set<String> driven = new TreeSet<>();
    world().all().forEach(tools -> driven.add(tools.ecosystem()));
    assertThat(driven).isEqualTo(served);
  }

  @Test
  @Order(2)
  void nativeToolsPublish() {
    world().open();
  }

  @TestFactory
  @Order(3)
  Stream<DynamicTest> aVersionIsPublishedOnce() {
    return world()
        .eachEcosystem(
            tools -> {
              Ran again =
                  tools
                      .publish(world().acme(), world().bazaar().publisher(), Ware.of(CORE, "1.1.0"))
                      .failed();
              assertThat(again.shown()).contains("1.1.0");
            });
  }

  @Test
  @Order(4)
  void onePurchaseIsOneLicence() {
    world().purchase(CLOCK.instant());
  }

  @TestFactory
  @Order(5)
  Stream<DynamicTest> freshInstallation() {
    return world()
        .eachClient(
            (tools, client) -> {
              world().machine(tools, client).install(WANTED).succeeded();
              hasNewest(world().machine(tools, client));
            });
  }

  private static void hasNewest(Buying machine) {
    assertThat(machine.installed(CORE)).isEqualTo("1.1.0");
    assertThat(machine.installed(UI)).isEqualTo("1.1.0");
  }

  @TestFactory
  @Order(6)
  Stream<DynamicTest> installationFromALockfile() {
    return eachLocking(
        (tools, client) -> {
          world().machine(tools, client).reinstall().succeeded();
          hasNewest(world().machine(tools, client));
        });
  }

  @TestFactory
  @Order(7)
  Stream<DynamicTest> onlyWhatIsCovered() {
    return world()
        .eachClient(
            (tools, client) -> {
              Buying machine = world().machine(tools, client);
              if (machine.versions(CORE) != null) {
                assertThat(machine.versions(CORE)).containsExactly("1.0.0", "1.1.0");
                assertThat(machine.versions(HIDDEN)).isEmpty();
              }
              Buying other = world().fresh(tools, client, world().token().secret());
              other.install(Map.of(HIDDEN, "1.0.0")).failed();
              assertThat(other.installed(HIDDEN)).isNull();
            });
  }

  @TestFactory
  @Order(8)
  Stream<DynamicTest> aStrangerSeesNothing() {
    Organization umbrella = world().market().organization("umbrella");
    String secret = umbrella.token(umbrella.pipeline("ci"), "read").secret();
    return world()
        .eachClient(
            (tools, client) -> {
              Buying stranger = tools.buying(client, Ecosystems.registry(tools, umbrella), secret);
              stranger.install(WANTED).failed();
              assertThat(stranger.installed(CORE)).isNull();
              Reply there = world().ask(tools, umbrella, secret, tools.index(CORE)).is(404);
              Reply nowhere = world().ask(tools, umbrella, secret, tools.index("nothing")).is(404);
              assertThat(there.text()).isEqualTo(nowhere.text());
              assertThat(there.response().headers().map().keySet())
                  .isEqualTo(nowhere.response().headers().map().keySet());
              world().ask(tools, umbrella, secret, tools.file(CORE, "1.0.0")).is(404);
              for (String list : tools.lists()) {
                assertThat(world().ask(tools, umbrella, secret, list).is(200).text())
                    .doesNotContain(tools.name(CORE));
              }
            });
  }

  @TestFactory
  @Order(9)
  Stream<DynamicTest> publishersSeeTheirOwnUnfiltered() {
    return world()
        .eachEcosystem(
            tools -> {
              for (String word : List.of(CORE, UI, HIDDEN)) {
                Reply index =
                    world()
                        .ask(
                            tools,
                            world().acme(),
                            world().bazaar().publisher(),
                            tools.described(word))
                        .is(200);
                assertThat(index.text()).contains("1.0.0");
              }
              world()
                  .ask(
                      tools,
                      world().acme(),
                      world().bazaar().publisher(),
                      tools.file(HIDDEN, "1.0.0"))
                  .is(200);
            });
  }

  @TestFactory
  @Order(10)
  Stream<DynamicTest> conditionalRequestsAndRanges() {
    return world()
        .eachEcosystem(
            tools -> {
              for (String path : world().documentsOf(tools)) {
                String tag = world().ask(path).is(200).header("ETag").orElseThrow();
                Reply unchanged = world().ask(path, Map.of("If-None-Match", tag)).is(304);
                assertThat(unchanged.text()).isEmpty();
                world().ask(path, Map.of("If-None-Match", "\"other\"")).is(200);
              }
              String file = Ecosystems.place(tools, tools.file(CORE, "1.0.0"));
              String range =
                  world()
                      .ask(file, Map.of("Range", "bytes=0-9"))
                      .is(206)
                      .header("Content-Range")
                      .orElse("");
              assertThat(range).startsWith("bytes 0-9/");
              world().ask(file, Map.of("Range", "bytes=99999999-")).is(416);
              String tag = world().ask(file).is(200).header("ETag").orElseThrow();
              world().ask(file, Map.of("If-None-Match", tag)).is(304);
            });
  }

  /** Through a recorder, on a machine that has everything already: as the client itself asks. */
  @TestFactory
  @Order(11)
  Stream<DynamicTest> conditionalRequestsOfTheClients() {
    Map<Tools, Map<String, Buying>> warm = new HashMap<>();
    Recorder recorder = new Recorder(world().market().server().address());
    return Stream.of(
            world()
                .eachClient(
                    (tools, client) -> {
                      Buying machine =
                          tools.buying(
                              client,
                              recorder.through(Ecosystems.registry(tools, world().initech())),
                              world().token().secret());
                      machine.install(WANTED).succeeded();
                      warm.computeIfAbsent(tools, absent -> new TreeMap<>()).put(client, machine);
                      recorder.forget();
                      machine.refresh().succeeded();
                      answered(recorder, tools, machine.refreshedBy(false));
                    }),
            world()
                .eachEcosystem(
                    tools ->
                        tools
                            .publish(
                                world().acme(),
                                world().bazaar().publisher(),
                                Ware.of(CORE, "1.1.1"))
                            .succeeded()),
            world()
                .eachClient(
                    (tools, client) -> {
                      Buying machine = Objects.requireNonNull(warm.get(tools)).get(client);
                      recorder.forget();
                      Objects.requireNonNull(machine).refresh().succeeded();
                      answered(recorder, tools, machine.refreshedBy(true));
                    }))
        .flatMap(tests -> tests)
        .onClose(recorder::close);
  }

  private static void answered(Recorder recorder, Tools tools, List<Integer> expected) {
    Set<Integer> statuses = new TreeSet<>();
    recorder.seen().stream()
        .filter(seen -> !seen.path().endsWith(".tgz") && !seen.path().endsWith(".gem"))
        .forEach(seen -> statuses.add(seen.status()));
    assertThat(statuses).as("%s %s", tools.ecosystem(), recorder.seen()).containsAll(expected);
  }

  @TestFactory
  @Order(12)
  Stream<DynamicTest> whatUpdateBotsAsk() {
    return world()
        .eachEcosystem(
            tools -> {
              for (Asked asked : tools.bots(CORE, "1.1.1")) {
                Reply reply =
                    world().ask(Ecosystems.place(tools, asked.path()), asked.headers()).is(200);
                assertThat(reply.text()).as(asked.toString()).contains(asked.contains());
              }
            });
  }

  @TestFactory
  @Order(13)
  Stream<DynamicTest> yankAndUnyank() {
    return world()
        .eachEcosystem(
            tools -> {
              String before = world().ask(Ecosystems.place(tools, tools.index(UI))).is(200).text();
              String release = "/api/v1/releases/" + world().bazaar().release(tools, UI, "1.1.0");
              Ran byTool =
                  tools.yank(world().acme(), world().bazaar().publisher(), Ware.of(UI, "1.1.0"));
              if (byTool == null) {
                world().acme().api().post(release + "/yank", Map.of("reason", "broken")).is(204);
              } else {
                byTool.succeeded();
              }
              String yanked = world().ask(Ecosystems.place(tools, tools.index(UI))).is(200).text();
              assertThat(yanked).isNotEqualTo(before);
              world().ask(Ecosystems.place(tools, tools.file(UI, "1.1.0"))).is(200);
              for (String client : tools.clients()) {
                if (world().machine(tools, client).locks()) {
                  Ran locked = world().machine(tools, client).reinstall();
                  assertThat(locked.code() == 0)
                      .as(locked.shown())
                      .isEqualTo(tools.lockfilesOutliveIndexes());
                }
              }
              world().acme().api().post(release + "/unyank", Map.of()).is(204);
              for (String client : tools.clients()) {
                if (world().machine(tools, client).locks()) {
                  world().machine(tools, client).reinstall().succeeded();
                  assertThat(world().machine(tools, client).installed(UI)).isEqualTo("1.1.0");
                }
              }
              assertThat(world().ask(Ecosystems.place(tools, tools.index(UI))).is(200).text())
                  .isEqualTo(before);
            });
  }

  private Stream<DynamicTest> eachLocking(BiConsumer<Tools, String> body) {
    return world()
        .eachClient(
            (tools, client) -> {
              if (world().machine(tools, client).locks()) {
                body.accept(tools, client);
              }
            });
  }
}
