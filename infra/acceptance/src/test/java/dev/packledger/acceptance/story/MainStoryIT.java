package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.running.ServerProcess;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import dev.packledger.webhooks.stripedouble.StripeDouble;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
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
import tools.jackson.databind.JsonNode;

/**
 * A payment becomes a licence, a licence becomes packages in the buyer's own clients, a revocation
 * ends it. The chapters build on each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainStoryIT {
  private static final InstantSource CLOCK = RealTime.CLOCK;
  private static final Map<String, String> WANTED =
      Map.of(Wares.UI, "^1.0.0", Wares.CORE, "^1.0.0", Wares.PUBLIC, Wares.PUBLIC_VERSION);
  private static final Map<String, String> COVERED =
      Map.of(Wares.UI, "1.1.0", Wares.CORE, "1.1.0", Wares.PUBLIC, Wares.PUBLIC_VERSION);

  @TempDir static @Nullable Path folder;

  private @Nullable Marketplace opened;
  private @Nullable Story told;

  /** What the chapters hand on. */
  private record Story(
      Shop shop,
      SubscriptionStory subscription,
      String license,
      Organization buyer,
      String annId,
      Buyer ann,
      Buyer bob,
      Buyer pipeline) {}

  @BeforeAll
  void open() {
    opened = Marketplace.open(folder(), CLOCK, engine());
  }

  @AfterAll
  void close() {
    market().close();
  }

  /** Options of the program that name the ledger's engine; none for the usual one. */
  String[] engine() {
    return new String[0];
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  private Marketplace market() {
    return Objects.requireNonNull(opened);
  }

  private Story story() {
    return Objects.requireNonNull(told, "the chapter before failed");
  }

  private @Nullable Shop shop;
  private @Nullable Wares wares;

  private Shop shop() {
    return Objects.requireNonNull(shop, "the chapter before failed");
  }

  private Wares wares() {
    return Objects.requireNonNull(wares, "the chapter before failed");
  }

  @Test
  @Order(1)
  void aSellerSetsUpShop() {
    shop = Shop.open(market());
    JsonNode plans =
        shop().acme().api().get("/api/v1/products/" + shop().product() + "/plans").json();
    assertThat(plans.findValuesAsString("name")).contains("Pro", "Team perpetual");
  }

  @Test
  @Order(2)
  void npmPublishesSeveralVersions() {
    Organization acme = shop().acme();
    String publisher = acme.member("publisher@acme.example", "publisher");
    wares = new Wares(folder(), acme, acme.token(publisher, "publish").secret());
    wares().core("1.0.0").succeeded();
    wares().core("1.1.0").succeeded();
    wares().core("2.0.0-beta.1", "--tag", "next").succeeded();
    wares().ui("1.0.0", "^1.0.0").succeeded();
    wares().ui("1.1.0", "^1.0.0").succeeded();
    wares().machine().run("dist-tag", "add", Wares.CORE + "@1.0.0", "lts").succeeded();

    Ran again = wares().core("1.1.0").failed();
    assertThat(again.shown()).contains("1.1.0");
    Ran tags = wares().machine().run("view", Wares.CORE, "dist-tags", "--json").succeeded();
    assertThat(tags.output())
        .contains("\"latest\": \"1.1.0\"", "\"next\": \"2.0.0-beta.1\"", "\"lts\": \"1.0.0\"");
  }

  @Test
  @Order(3)
  void aPaymentBecomesALicenceThatTheBuyerClaims() {
    StripeDouble stripe = market().stripe();
    SubscriptionStory subscription =
        stripe.checkoutWithSubscription(Shop.PRO_PRICE, 3, "buyer@initech.example");
    market().deliver(subscription.beginning(), CLOCK.instant());
    Marketplace.await("a licence of the checkout", () -> shop().licenses().size() == 1);
    String license = shop().licenses().get(0).get("id").asString();

    Organization initech = found(claimLink(license), "initech");
    assertThat(initech.api().get(initech.path("/licenses?side=held")).at("/items/0/id"))
        .isEqualTo(license);
    told = seat(subscription, license, initech);
  }

  private String claimLink(String license) {
    Reply link =
        shop().acme().api().post("/api/v1/licenses/" + license + "/claim-links", Map.of()).is(201);
    return link.at("/claim");
  }

  /** Follows the seller's signed link into a new organisation; the link works once. */
  private Organization found(String claim, String slug) {
    Map<String, String> wish =
        Map.of("slug", slug, "displayName", slug, "ownerEmail", "owner@" + slug + ".example");
    Reply founded =
        market().operator().as(claim).post("/api/v1/claims/organizations", wish).is(201);
    Map<String, String> again =
        Map.of("slug", "too-late", "displayName", "Late", "ownerEmail", "late@late.example");
    market()
        .operator()
        .as(claim)
        .post("/api/v1/claims/organizations", again)
        .isProblem(409, "license.claimed");
    return new Organization(
        market(),
        slug,
        founded.at("/organization"),
        founded.at("/owner"),
        market().operator().as(founded.at("/secret")));
  }

  private Story seat(SubscriptionStory subscription, String license, Organization initech) {
    String annId = initech.member("ann@initech.example", "member");
    String bobId = initech.member("bob@initech.example", "member");
    String ciId = initech.pipeline("ci");
    for (String holder : List.of(annId, bobId, ciId)) {
      initech.api().put("/api/v1/licenses/" + license + "/seats/" + holder, Map.of()).is(204);
    }
    return new Story(
        shop(),
        subscription,
        license,
        initech,
        annId,
        new Buyer(folder(), initech, initech.token(annId, "read")),
        new Buyer(folder(), initech, initech.token(bobId, "read")),
        new Buyer(folder(), initech, initech.token(ciId, "read")));
  }

  @Test
  @Order(4)
  void theTimelineSaysWhy() {
    Told told = told(story().license());
    assertThat(told.timeline().findValuesAsString("type"))
        .contains("license.granted", "license.claimed", "license.seat_assigned");
    // The payment's part is caused by one of the provider's events that were delivered.
    Set<String> delivered = Told.ids(story().subscription().beginning());
    for (String type : List.of("license.granted", "license.payment_received")) {
      JsonNode entry = told.entry(type);
      assertThat(entry.at("/cause/providerEvent").asString()).as(type).isIn(delivered);
      assertThat(entry.at("/actor/kind").asString()).isEqualTo("webhook");
      assertThat(entry.at("/sentence").asString()).isNotBlank();
    }
    // What people did is caused by a command of their own and by nothing of the provider's.
    JsonNode claimed = told.entry("license.claimed");
    assertThat(claimed.at("/cause/providerEvent").isNull()).isTrue();
    assertThat(claimed.at("/cause/command").asString()).isNotBlank();
  }

  @TestFactory
  @Order(5)
  Stream<DynamicTest> everyClientSeesExactlyWhatIsCovered() {
    return eachClient(
        client -> {
          Buyer ann = story().ann();
          ann.installs(client, WANTED, COVERED);
          ann.reinstalls(client, COVERED);
          assertThat(ann.versions(client, Wares.CORE))
              .containsExactly("1.0.0", "1.1.0", "2.0.0-beta.1");
          assertThat(ann.versions(client, Wares.UI)).containsExactly("1.0.0", "1.1.0");
          story()
              .pipeline()
              .installs(client, Map.of(Wares.CORE, "^1.0.0"), Map.of(Wares.CORE, "1.1.0"));
          story().pipeline().reinstalls(client, Map.of(Wares.CORE, "1.1.0"));
        });
  }

  @TestFactory
  @Order(6)
  Stream<DynamicTest> everyClientTellsWhatIsOutdated() {
    return eachClient(
        client -> {
          if (client.outdated().length > 0) {
            Buyer bob = story().bob();
            bob.installs(client, Map.of(Wares.CORE, "1.0.0"), Map.of(Wares.CORE, "1.0.0"));
            Ran ran = bob.machine(client).run(client.outdated());
            assertThat(ran.shown()).contains(Wares.CORE, "1.1.0");
          }
        });
  }

  @TestFactory
  @Order(7)
  Stream<DynamicTest> aStrangerCannotTellWhatExists() {
    Organization umbrella = market().organization("umbrella");
    Buyer stranger = new Buyer(folder(), umbrella, umbrella.token(umbrella.pipeline("ci"), "read"));
    return eachClient(client -> stranger.cannotTell(client, Wares.CORE, "@acme/nothing"));
  }

  @TestFactory
  @Order(8)
  Stream<DynamicTest> aSeatUnassignedEndsItsHoldersAccess() {
    Story story = story();
    Reply ended =
        story
            .buyer()
            .api()
            .delete("/api/v1/licenses/" + story.license() + "/seats/" + story.annId())
            .is(204);
    told(story.license()).hasReceipt(story.license(), ended.position());
    return eachClient(
        client -> {
          story.ann().isRefused(client, 403, "seat.missing");
          story.ann().isRefusedFromLockfile(client, 403, "seat.missing");
        });
  }

  @TestFactory
  @Order(9)
  Stream<DynamicTest> aRevokedTokenIsRefused() {
    Story story = story();
    String token = story.bob().token().id();
    Reply ended =
        story
            .buyer()
            .api()
            .post("/api/v1/tokens/" + token + "/revoke", Map.of("reason", "requested"))
            .is(204);
    told(story.license()).hasReceipt(token, ended.position());
    return eachClient(client -> story.bob().isRefused(client, 401, "token.revoked"));
  }

  @TestFactory
  @Order(10)
  Stream<DynamicTest> aDeletedSubscriptionKeepsWhatWasPaidFor() {
    Story story = story();
    List<SignedEvent> deletion = story.subscription().deleteSubscription();
    market().deliver(deletion, CLOCK.instant());
    Marketplace.await("the licence is cancelled", () -> hasTime(story.license(), "cancelledAt"));
    told(story.license()).isEndedBy(deletion, "license.cancelled");
    return eachClient(client -> story.pipeline().reinstalls(client, Map.of(Wares.CORE, "1.1.0")));
  }

  @TestFactory
  @Order(11)
  Stream<DynamicTest> aLapseHidesWhatIsNewNotWhatWasPaidFor() {
    Organization hooli = market().organization("hooli");
    Instant paidThrough = CLOCK.instant().plusSeconds(2);
    Map<String, Object> grant =
        Map.of(
            "plan", shop().pro(),
            "seats", 1,
            "buyer", hooli.id(),
            "startsAt", paidThrough.minus(Duration.ofDays(30)).toString(),
            "paidThrough", paidThrough.toString());
    Organization acme = shop().acme();
    String license = acme.api().post(acme.path("/licenses"), grant).is(201).at("/id");
    String holder = hooli.pipeline("ci");
    hooli.api().put("/api/v1/licenses/" + license + "/seats/" + holder, Map.of()).is(204);
    Buyer late = new Buyer(folder(), hooli, hooli.token(holder, "read"));
    Marketplace.await("what is paid for ends", () -> CLOCK.instant().isAfter(paidThrough));
    wares().core("1.2.0").succeeded();

    String file = "/hooli/npm/@acme/core/-/core-1.2.0.tgz";
    assertThat(late.ask(file).is(403).at("/code")).isEqualTo("release.not_covered");
    // Whose subscription was deleted has paid for the time until then all the same.
    story().pipeline().ask(file.replace("hooli", "initech")).is(200);
    return eachClient(
        client -> {
          late.installs(client, Map.of(Wares.CORE, "^1.0.0"), Map.of(Wares.CORE, "1.1.0"));
          assertThat(late.versions(client, Wares.CORE)).doesNotContain("1.2.0");
        });
  }

  @TestFactory
  @Order(12)
  Stream<DynamicTest> aRefundEndsEverything() {
    Story story = story();
    SubscriptionStory subscription = story.subscription();
    List<SignedEvent> refund = subscription.refund(subscription.paidMinor());
    market().deliver(refund, CLOCK.instant());
    Marketplace.await("the licence is revoked", () -> hasTime(story.license(), "revokedAt"));
    told(story.license()).isEndedBy(refund, "license.revoked");
    return eachClient(
        client -> {
          story.pipeline().isRefused(client, 403, "license.revoked");
          story.pipeline().isRefusedFromLockfile(client, 403, "license.revoked");
        });
  }

  @Test
  @Order(13)
  void everyProjectionIsRebuiltToTheSameBytes() {
    market().server().stop();
    List<String> arguments =
        new ArrayList<>(
            List.of("replay", "--digest", "--data", market().server().data().toString()));
    arguments.addAll(List.of(engine()));
    ServerProcess.Finished replay = ServerProcess.run(folder(), arguments.toArray(String[]::new));
    assertThat(replay.code()).as(replay.output()).isZero();
  }

  private boolean hasTime(String license, String field) {
    return !shop()
        .acme()
        .api()
        .get("/api/v1/licenses/" + license)
        .is(200)
        .json()
        .path(field)
        .asString("")
        .isEmpty();
  }

  private Told told(String license) {
    return new Told(market(), shop().acme(), license);
  }

  private static Stream<DynamicTest> eachClient(Consumer<Client> body) {
    return Arrays.stream(Client.values())
        .map(client -> DynamicTest.dynamicTest(client.name(), () -> body.accept(client)));
  }
}
