package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Downloads are counted on the running program: by client as the real clients name themselves, all
 * of them where the server is told to stop, and all that are older than the window where it is
 * killed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UsageIT {
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Duration LOAD = Duration.ofSeconds(5);

  @TempDir static @Nullable Path folder;

  private @Nullable Marketplace opened;
  private AccessEndings.@Nullable Given given;

  @BeforeAll
  void open() {
    opened =
        Marketplace.open(
            folder(), RealTime.CLOCK, "--usage-window", Long.toString(WINDOW.toSeconds()));
    Shop shop = Shop.open(market());
    Tarballs.publish(shop.acme(), Wares.CORE, AccessEndings.VERSION).is(201);
    given = new AccessEndings(market(), shop).unlimited();
  }

  @AfterAll
  void close() {
    market().close();
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  private Marketplace market() {
    return Objects.requireNonNull(opened);
  }

  private AccessEndings.Given given() {
    return Objects.requireNonNull(given);
  }

  @Test
  @Order(1)
  void allAreCountedThatCameBeforeAnOrderlyStop() {
    for (int i = 0; i < 20; i++) {
      download();
    }
    market().server().stop();
    market().again();
    assertThat(downloads()).isEqualTo(20);
  }

  /** Downloads go on until the kill; what is missing afterwards is younger than the window. */
  @Test
  @Order(2)
  void aKillLosesNoMoreThanTheWindow() {
    long before = downloads();
    List<Long> completed = new ArrayList<>();
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < LOAD.toNanos()) {
      download();
      completed.add(System.nanoTime());
    }
    long killed = System.nanoTime();
    market().server().kill();
    market().again();
    long due = completed.stream().filter(nanos -> nanos <= killed - WINDOW.toNanos()).count();
    assertThat(due).isPositive();
    assertThat(downloads() - before).isBetween(due, (long) completed.size());
  }

  @Test
  @Order(3)
  void realClientsAreToldApart() {
    Buyer buyer = new Buyer(folder(), given().buyer(), given().token());
    for (Client client : Client.values()) {
      long before = downloads(nameOf(client));
      buyer.installs(
          client,
          Map.of(Wares.CORE, AccessEndings.VERSION),
          Map.of(Wares.CORE, AccessEndings.VERSION));
      Marketplace.await(client + " is counted", () -> downloads(nameOf(client)) == before + 1);
    }
  }

  /** Yarn Berry names its HTTP library, {@code got}, which anything may use. */
  private static String nameOf(Client client) {
    return switch (client) {
      case NPM -> "npm";
      case PNPM -> "pnpm";
      case YARN -> "yarn";
      case BERRY -> "other";
      case BUN -> "bun";
    };
  }

  private void download() {
    String address = "/" + given().buyer().slug() + "/npm/@acme/core/-/core-1.0.0.tgz";
    given().buyer().api().as(given().token().secret()).get(address).is(200);
  }

  private long downloads() {
    return downloads("other");
  }

  /** The files that the token was sent, with a client of this name. */
  private long downloads(String client) {
    String token = given().token().id();
    String path = given().buyer().path("/usage/tokens?token=" + token + "&client=" + client);
    long sum = 0;
    for (JsonNode row : given().buyer().api().get(path).is(200).json().get("items")) {
      sum += row.get("downloads").asLong();
    }
    return sum;
  }
}
