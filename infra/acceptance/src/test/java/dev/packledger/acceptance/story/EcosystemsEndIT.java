package dev.packledger.acceptance.story;

import static dev.packledger.acceptance.story.Bazaar.CORE;
import static dev.packledger.acceptance.story.Bazaar.UI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.running.ServerProcess;
import dev.packledger.acceptance.story.Tools.Buying;
import dev.packledger.acceptance.story.Tools.Moment;
import dev.packledger.acceptance.story.Tools.Ware;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
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
 * How access ends in every ecosystem: a lapse, a token, a seat, and one revocation for all. Every
 * scenario is told of every ecosystem, by {@link Tools}; the chapters build on each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EcosystemsEndIT {
  private static final InstantSource CLOCK = RealTime.CLOCK;
  private static final Map<String, String> WANTED = Map.of(CORE, "1.0.0", UI, "1.0.0");

  @TempDir static @Nullable Path folder;

  private @Nullable Ecosystems opened;
  private @Nullable SubscriptionStory subscription;

  @BeforeAll
  void open() {
    opened = new Ecosystems(Objects.requireNonNull(folder), CLOCK);
    world().open();
    subscription = world().purchase(CLOCK.instant());
  }

  @AfterAll
  void close() {
    world().close();
  }

  private Ecosystems world() {
    return Objects.requireNonNull(opened);
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> onePurchaseShowsEverything() {
    return world()
        .eachClient(
            (tools, client) -> {
              Buying machine = world().machine(tools, client);
              machine.install(WANTED).succeeded();
              assertThat(machine.installed(CORE)).isEqualTo("1.1.0");
              assertThat(machine.installed(UI)).isEqualTo("1.1.0");
            });
  }

  @TestFactory
  @Order(2)
  Stream<DynamicTest> theVersionWindowAfterALapse() {
    Organization hooli = world().market().organization("hooli");
    Instant paidThrough = CLOCK.instant().plusSeconds(2);
    String license =
        world().bazaar().grant(hooli, paidThrough.minus(Duration.ofDays(30)), paidThrough);
    String holder = hooli.pipeline("ci");
    hooli.api().put("/api/v1/licenses/" + license + "/seats/" + holder, Map.of()).is(204);
    String secret = hooli.token(holder, "read").secret();
    Marketplace.await("what is paid for ends", () -> CLOCK.instant().isAfter(paidThrough));
    world()
        .all()
        .forEach(
            tools ->
                tools
                    .publish(world().acme(), world().bazaar().publisher(), Ware.of(CORE, "1.2.0"))
                    .succeeded());
    return world()
        .eachClient(
            (tools, client) -> {
              Buying late = tools.buying(client, Ecosystems.registry(tools, hooli), secret);
              late.install(Map.of(CORE, "1.0.0")).succeeded();
              assertThat(late.installed(CORE)).isEqualTo("1.1.0");
              Reply denied = world().ask(tools, hooli, secret, tools.file(CORE, "1.2.0")).is(403);
              assertThat(world().reason(denied)).isEqualTo("release.not_covered");
              world().ask(Ecosystems.place(tools, tools.file(CORE, "1.2.0"))).is(200);
            });
  }

  @Test
  @Order(3)
  void theSameBytesAfterARebuild() {
    Map<String, String> before = world().documents();
    world().market().server().stop();
    world().market().dropProjections();
    world().market().again();
    Marketplace.await(
        "the tables are as far as the ledger",
        () -> world().market().operator().get("/api/v1/timeline?limit=1").status() == 200);
    Map<String, String> after = world().documents();
    before.forEach((path, bytes) -> assertThat(after.get(path)).as(path).isEqualTo(bytes));
  }

  @TestFactory
  @Order(4)
  Stream<DynamicTest> aTokenRevokedBetweenTwoCommands() {
    String holder = world().seated("short");
    return world()
        .eachClient(
            (tools, client) -> {
              Organization.Token shortLived = world().initech().token(holder, "read");
              Buying machine = world().fresh(tools, client, shortLived.secret());
              machine.install(Map.of(CORE, "1.0.0")).succeeded();
              world()
                  .initech()
                  .api()
                  .post(
                      "/api/v1/tokens/" + shortLived.id() + "/revoke",
                      Map.of("reason", "requested"))
                  .is(204);
              Buying again = world().fresh(tools, client, shortLived.secret());
              Ran ran = again.install(Map.of(CORE, "1.0.0")).failed();
              assertThat(again.installed(CORE)).isNull();
              Refusals.shown(
                  world().market().operator(), ran, again.tells(Moment.TOKEN), "token.revoked");
            });
  }

  /** Where the client looks into the index first, the end comes between that and the file. */
  @TestFactory
  @Order(5)
  Stream<DynamicTest> aRefusalWithItsReason() {
    return world()
        .eachClient(
            (tools, client) -> {
              if (tools.lockfilesOutliveIndexes()) {
                return;
              }
              String holder = world().seated("refused " + client);
              String seat = world().seat(holder);
              String secret = world().initech().token(holder, "read").secret();
              String file = tools.file(CORE, "1.").replaceFirst("1\\..*", "");
              try (Interception end =
                  new Interception(
                      world().market().server().address(),
                      file,
                      () -> world().initech().api().delete(seat).is(204))) {
                Buying machine =
                    tools.buying(
                        client, end.through(Ecosystems.registry(tools, world().initech())), secret);
                Ran ran = machine.install(Map.of(CORE, "1.0.0")).failed();
                assertThat(end.happened()).as(ran.shown()).isTrue();
                Refusals.shown(
                    world().market().operator(), ran, machine.tells(Moment.FILE), "seat.missing");
              }
            });
  }

  @TestFactory
  @Order(6)
  Stream<DynamicTest> oneRevocationEndsEverything() {
    SubscriptionStory paid = Objects.requireNonNull(subscription);
    world().market().deliver(paid.refund(paid.paidMinor()), CLOCK.instant());
    Marketplace.await(
        "the licence is revoked",
        () ->
            world()
                .acme()
                .api()
                .get("/api/v1/licenses/" + world().license())
                .is(200)
                .json()
                .hasNonNull("revokedAt"));
    return world()
        .eachClient(
            (tools, client) -> {
              Buying fresh = world().fresh(tools, client, world().token().secret());
              Ran ran = fresh.install(WANTED).failed();
              assertThat(fresh.installed(CORE)).isNull();
              Refusals.shown(
                  world().market().operator(), ran, fresh.tells(Moment.INDEX), "license.revoked");
              world().ask(Ecosystems.place(tools, tools.index(CORE))).is(tools.lostIndexStatus());
              assertThat(
                      world()
                          .reason(
                              world()
                                  .ask(Ecosystems.place(tools, tools.file(CORE, "1.1.0")))
                                  .is(403)))
                  .isEqualTo("license.revoked");
              Buying machine = world().machine(tools, client);
              if (machine.locks()) {
                Ran locked = machine.reinstall().failed();
                assertThat(machine.installed(CORE)).isNull();
                boolean ofFile = tools.lockfilesOutliveIndexes();
                Moment moment = ofFile ? Moment.FILE : Moment.INDEX;
                Refusals.shown(
                    world().market().operator(), locked, machine.tells(moment), "license.revoked");
              }
            });
  }

  @Test
  @Order(7)
  void everyProjectionIsRebuiltToTheSameBytes() {
    world().market().server().stop();
    ServerProcess.Finished replay =
        ServerProcess.run(
            Objects.requireNonNull(folder),
            "replay",
            "--digest",
            "--data",
            world().market().server().data().toString());
    assertThat(replay.code()).as(replay.output()).isZero();
    world()
        .all()
        .forEach(tools -> assertThat(replay.output()).contains("acme/" + tools.ecosystem() + "/"));
  }
}
