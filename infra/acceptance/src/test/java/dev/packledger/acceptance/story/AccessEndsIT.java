package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.running.ServerProcess;
import dev.packledger.domain.access.AccessEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of the corpus, {@code access-ends.story}, on the running program: before the event
 * every door allows, from its acknowledgement on every door denies; so too after {@code kill -9},
 * and after every projection was dropped and made again from the ledger. Somebody whom none of it
 * concerns is allowed all the while: no denial is there for another reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessEndsIT {
  /** Asked over HTTP too, with a clock that can be moved: the corpus against a running server. */
  private static final Set<String> NEEDS_DAYS = Set.of("PlanChanged token.too_old");

  @TempDir static @Nullable Path folder;

  private final Map<AccessEndings.Row, Ended> ended = new LinkedHashMap<>();
  private @Nullable Marketplace opened;
  private @Nullable Shop shop;
  private @Nullable AccessEndings endings;
  private AccessEndings.@Nullable Given unconcerned;

  /**
   * Who lost access.
   *
   * @param before a position at which it was there
   * @param position the end's acknowledgement
   */
  private record Ended(AccessEndings.Given given, long before, long position) {
    /** The past knows one position at which it ended: the one before it allows, it denies. */
    void endsAtOnePosition(AccessEndings.Row row) {
      List<Boolean> allowed = new ArrayList<>();
      for (long at = before; at <= position; at++) {
        allowed.add(given.doors().allowedAsOf(at));
      }
      List<Boolean> sorted = new ArrayList<>(allowed);
      sorted.sort(Comparator.reverseOrder());
      assertThat(allowed).as("%s from %d on", row.name(), before).isEqualTo(sorted);
      assertThat(allowed.getFirst()).as(row.name()).isTrue();
      assertThat(allowed.getLast()).as(row.name()).isEqualTo(row.waits());
    }
  }

  @BeforeAll
  void open() {
    opened = Marketplace.open(Objects.requireNonNull(folder), RealTime.CLOCK);
    shop = Shop.open(market());
    Tarballs.publish(shop().acme(), Wares.CORE, AccessEndings.VERSION).is(201);
    endings = new AccessEndings(market(), shop());
    unconcerned = endings.unlimited();
  }

  @AfterAll
  void close() {
    market().close();
  }

  private Marketplace market() {
    return Objects.requireNonNull(opened);
  }

  private Shop shop() {
    return Objects.requireNonNull(shop);
  }

  private Doors unconcerned() {
    return Objects.requireNonNull(unconcerned).doors();
  }

  @Test
  @Order(1)
  void everyRowOfTheCorpusIsARowHere() {
    Set<String> expected = new TreeSet<>();
    AccessEnd.all().forEach(end -> expected.add(end.name()));
    expected.removeAll(NEEDS_DAYS);
    Set<String> here = new TreeSet<>();
    AccessEndings.all().forEach(row -> here.add(row.name()));
    assertThat(here).isEqualTo(expected);
  }

  @Test
  @Order(2)
  void allowedBeforeAndDeniedFromTheAcknowledgementOn() {
    for (AccessEndings.Row row : AccessEndings.all()) {
      AccessEndings.Given given = row.given().apply(Objects.requireNonNull(endings));
      long before = given.doors().allow(row.name());
      long position = row.end().apply(given).position();
      long after = given.doors().deny(row.name(), row.reasons());
      assertThat(before).as(row.name()).isLessThan(position);
      assertThat(after).as(row.name()).isGreaterThanOrEqualTo(position);
      market().operator().get("/api/v1/receipts/" + position).is(200);
      unconcerned().allow(row.name());
      Ended end = new Ended(given, before, position);
      end.endsAtOnePosition(row);
      ended.put(row, end);
    }
  }

  /** A yank is no end of access: the release leaves the index and stays downloadable. */
  @Test
  @Order(3)
  void aYankedReleaseLeavesTheIndexOnly() {
    Organization acme = shop().acme();
    Tarballs.publish(acme, Wares.CORE, "1.1.0").is(201);
    yanked().allow("published");
    String releases = "/api/v1/packages/" + shop().core() + "/releases";
    String release = acme.api().get(releases).is(200).at("/1/id");
    acme.api().post("/api/v1/releases/" + release + "/yank", Map.of("reason", "broken")).is(204);
    yanked().allowOutsideTheIndex();
  }

  private Doors yanked() {
    AccessEndings.Given given = Objects.requireNonNull(unconcerned);
    return new Doors(shop(), given.buyer(), given.token().secret(), "1.1.0");
  }

  /** What a seller does to a product afterwards leaves granted licences as they are. */
  @Test
  @Order(4)
  void whatEndsNothing() {
    Api acme = shop().acme().api();
    String product = "/api/v1/products/" + shop().product();
    acme.delete(product + "/packages/" + shop().core()).is(204);
    acme.delete(product + "/plans/" + shop().pro()).is(204);
    String account = "/payment-accounts/stripe/" + Marketplace.ACCOUNT;
    acme.delete(shop().acme().path(account)).is(204);
    unconcerned().allow("a product without the package");
  }

  @Test
  @Order(5)
  void afterKill() {
    market().server().kill();
    market().again();
    everythingIsAsItWas();
  }

  @Test
  @Order(6)
  void afterEveryProjectionWasMadeAgain() {
    market().server().stop();
    market().dropProjections();
    market().again();
    everythingIsAsItWas();
    market().server().stop();
    ServerProcess.Finished replay =
        ServerProcess.run(Objects.requireNonNull(folder), "replay", "--digest", "--data", data());
    assertThat(replay.code()).as(replay.output()).isZero();
  }

  private void everythingIsAsItWas() {
    Marketplace.await(
        "the tables are as far as the ledger",
        () -> market().operator().get("/api/v1/timeline?limit=1").status() == 200);
    assertThat(ended.size()).isEqualTo(AccessEndings.all().size());
    ended.forEach(
        (row, end) -> {
          end.given().doors().deny(row.name(), row.reasons());
          end.endsAtOnePosition(row);
        });
    unconcerned().allow("not concerned");
    yanked().allowOutsideTheIndex();
  }

  private String data() {
    return market().server().data().toString();
  }
}
