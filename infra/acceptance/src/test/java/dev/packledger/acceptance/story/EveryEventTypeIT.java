package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.running.ServerProcess;
import dev.packledger.codec.EventTypes;
import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.ledger.postgres.EmbeddedPostgres;
import dev.packledger.projections.ProjectionBatch;
import dev.packledger.server.engines.LedgerEngines;
import dev.packledger.server.rebuild.Folds;
import dev.packledger.server.rebuild.Rebuild;
import dev.packledger.webhooks.stripedouble.SignedEvent;
import dev.packledger.webhooks.stripedouble.SubscriptionStory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Every type of event comes about from outside: by the API, an adapter, a webhook or the scheduler;
 * the timeline tells each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryEventTypeIT {
  private static final InstantSource CLOCK = RealTime.CLOCK;

  @TempDir static @Nullable Path folder;

  private final List<Organization> organizations = new ArrayList<>();
  private @Nullable Marketplace opened;
  private @Nullable Shop shop;

  @BeforeAll
  void open() {
    opened = Marketplace.open(folder(), CLOCK);
    shop = Shop.open(market());
  }

  @AfterAll
  void close() {
    market().close();
  }

  /** Registers an organisation, and remembers it as one that looks at its timeline. */
  private Organization organization(String slug) {
    Organization organization = market().organization(slug);
    organizations.add(organization);
    return organization;
  }

  private Marketplace market() {
    return Objects.requireNonNull(opened);
  }

  private Shop shop() {
    return Objects.requireNonNull(shop);
  }

  @Test
  @Order(1)
  void organizationsMembersAndPipelines() {
    Organization acme = shop().acme();
    acme.api().patch(acme.path(""), Map.of("displayName", "Acme Incorporated")).is(204);
    String member = acme.member("m@acme.example", "member");
    acme.api().patch(acme.path("/members/" + member), Map.of("role", "finance")).is(204);
    acme.api().delete(acme.path("/members/" + member)).is(204);
    String pipeline = acme.pipeline("nightly");
    Organization.Token token = acme.token(pipeline, "read");
    acme.api().post("/api/v1/tokens/" + token.id() + "/rotate", Map.of()).is(200);
    acme.api()
        .post("/api/v1/tokens/" + token.id() + "/revoke", Map.of("reason", "requested"))
        .is(204);
    acme.api().delete(acme.path("/pipelines/" + pipeline)).is(204);
  }

  @Test
  @Order(2)
  void productsAndNamespaces() {
    Organization acme = shop().acme();
    String product = "/api/v1/products/" + shop().product();
    acme.api().patch(product, Map.of("name", "Acme UI Kit")).is(204);
    Map<String, Object> terms = Shop.terms("trial", "revoke_everything", 0, null, shop().core());
    String plan =
        acme.api()
            .post(product + "/plans", Map.of("name", "Trial", "terms", terms, "prices", List.of()))
            .is(201)
            .at("/id");
    acme.api().delete(product + "/plans/" + plan).is(204);
    String other =
        acme.api()
            .post(acme.path("/packages"), Map.of("ecosystem", "npm", "name", "@acme/other"))
            .is(201)
            .at("/id");
    acme.api().post(product + "/packages", Map.of("pkg", other)).is(204);
    acme.api().delete(product + "/packages/" + other).is(204);
    Organization heir = organization("heir");
    String namespace =
        acme.api()
            .post(acme.path("/namespaces"), Map.of("ecosystem", "npm", "name", "@given-away"))
            .is(201)
            .at("/id");
    acme.api()
        .post("/api/v1/namespaces/" + namespace + "/transfer", Map.of("to", heir.id()))
        .is(204);
  }

  @Test
  @Order(3)
  void releasesAndTags() {
    Organization acme = shop().acme();
    Tarballs.publish(acme, Wares.CORE, "1.0.0").is(201);
    String tag = "/api/v1/packages/" + shop().core() + "/tags/lts";
    acme.api().put(tag, Map.of("version", "1.0.0")).is(204);
    acme.api().delete(tag).is(204);
    String releases = "/api/v1/packages/" + shop().core() + "/releases";
    String release = "/api/v1/releases/" + acme.api().get(releases).is(200).at("/0/id");
    String sbom = "{\"bomFormat\": \"CycloneDX\"}";
    acme.api().putFile(release + "/artifacts/sbom.json", sbom).is(200);
    assertThat(acme.api().get(release + "/artifacts/sbom.json").is(200).text()).isEqualTo(sbom);
    acme.api().post(release + "/deprecate", Map.of("message", "use 2")).is(204);
    acme.api().post(release + "/yank", Map.of("reason", "broken")).is(204);
    acme.api().post(release + "/unyank", Map.of()).is(204);
  }

  @Test
  @Order(4)
  void licensesByHand() {
    Organization acme = shop().acme();
    Organization buyer = organization("initech");
    Instant now = CLOCK.instant();
    String license = grant(buyer.id(), now, now.plus(Duration.ofDays(30)));
    String path = "/api/v1/licenses/" + license;
    String member = buyer.member("a@initech.example", "member");
    buyer.api().put(path + "/seats/" + member, Map.of()).is(204);
    buyer.api().delete(path + "/seats/" + member).is(204);
    Instant later = now.plus(Duration.ofDays(60));
    acme.api().post(path + "/renew", Map.of("paidThrough", later.toString())).is(204);
    acme.api().post(path + "/seat-count", Map.of("seats", 3)).is(204);
    acme.api().post(path + "/plan", Map.of("plan", shop().perpetual())).is(204);
    acme.api().post(path + "/suspend", Map.of("reason", "seller")).is(204);
    acme.api().post(path + "/lift-suspension", Map.of("reason", "seller")).is(204);
    acme.api().post(path + "/revoke", Map.of("reason", "breach")).is(204);
    acme.api().post(path + "/reverse-revocation", Map.of("reason", "breach")).is(204);
    String other = organization("umbrella").id();
    acme.api().post(path + "/transfer", Map.of("buyer", other)).is(204);
  }

  @Test
  @Order(4)
  void licensesAreClaimed() {
    Organization acme = shop().acme();
    Map<String, Object> grant =
        Map.of("plan", shop().pro(), "seats", 1, "customerEmail", "pays@soylent.example");
    String license = acme.api().post(acme.path("/licenses"), grant).is(201).at("/id");
    String claim =
        acme.api()
            .post("/api/v1/licenses/" + license + "/claim-links", Map.of())
            .is(201)
            .at("/claim");
    Organization soylent = organization("soylent");
    soylent
        .api()
        .post("/api/v1/claims", Map.of("claim", claim, "organization", soylent.id()))
        .is(200);
  }

  @Test
  @Order(5)
  void deadlinesAreRecordedByTheScheduler() {
    Instant now = CLOCK.instant();
    Organization buyer = organization("hooli");
    String license =
        grant(buyer.id(), now.minus(Duration.ofDays(40)), now.minus(Duration.ofDays(10)));
    Marketplace.await("the scheduler records the end", () -> seen().contains("license.expired"));
  }

  private String grant(String buyer, Instant startsAt, Instant paidThrough) {
    Map<String, Object> grant = new HashMap<>();
    grant.put("plan", shop().pro());
    grant.put("seats", 2);
    grant.put("buyer", buyer);
    grant.put("startsAt", startsAt.toString());
    grant.put("paidThrough", paidThrough.toString());
    Organization acme = shop().acme();
    return acme.api().post(acme.path("/licenses"), grant).is(201).at("/id");
  }

  @Test
  @Order(6)
  void paymentsByWebhook() {
    SubscriptionStory story =
        market().stripe().checkoutWithSubscription(Shop.PRO_PRICE, 2, "pays@globex.example");
    deliver(story.beginning());
    Marketplace.await(
        "a licence of the checkout", () -> seen().contains("license.payment_received"));
    // One by one: what the provider has taken back before it was read is not told.
    deliver(story.cancelAtPeriodEnd());
    Marketplace.await("it is told", () -> seen().contains("license.cancellation_scheduled"));
    deliver(story.withdrawCancellation());
    Marketplace.await("it is told", () -> seen().contains("license.cancellation_withdrawn"));
    deliver(story.paymentFails());
    Marketplace.await("it is told", () -> seen().contains("license.past_due"));
    deliver(story.paymentSucceedsAtLast());
    deliver(story.refund(100));
    deliver(story.deleteSubscription());
  }

  private void deliver(List<SignedEvent> events) {
    market().deliver(events, CLOCK.instant());
  }

  @Test
  @Order(7)
  void accountsAreDisconnected() {
    Organization acme = shop().acme();
    Marketplace.await("the webhooks are applied", () -> seen().contains("license.cancelled"));
    acme.api().delete(acme.path("/payment-accounts/stripe/" + Marketplace.ACCOUNT)).is(204);
  }

  @Test
  @Order(8)
  void theTimelineTellsEveryType() {
    Set<String> missing = new TreeSet<>();
    EventTypes.LEDGER.all().forEach(type -> missing.add(type.name()));
    missing.removeAll(seen());
    assertThat(missing).isEmpty();
  }

  /** Type by type: a seller and a buyer see their own, and nobody anything else. */
  @Test
  @Order(8)
  void eachOrganizationSeesItsOwnOnly() {
    List<JsonNode> everything = everything();
    organizations.add(market().organization("stranger"));
    organizations.add(shop().acme());
    Map<String, Set<String>> viewers = new TreeMap<>();
    for (Organization viewer : organizations) {
      Predicate<JsonNode> own = Timelines.ofOrganization(viewer.id(), everything);
      List<JsonNode> expected = everything.stream().filter(own).toList();
      List<JsonNode> seen = Timelines.all(viewer.api(), viewer.path("/timeline"), 50);
      seen.removeIf(entry -> entry.get("position").asLong() > everything.size());
      assertThat(seen).as(viewer.slug()).isEqualTo(expected);
      Timelines.types(seen)
          .forEach(
              type -> viewers.computeIfAbsent(type, any -> new TreeSet<>()).add(viewer.slug()));
    }
    EventTypes.LEDGER
        .all()
        .forEach(
            type -> {
              Set<String> sees = viewers.getOrDefault(type.name(), Set.of());
              if (type.name().startsWith("organization.") || type.name().startsWith("token.")) {
                assertThat(sees).as(type.name()).isNotEmpty();
              } else {
                assertThat(sees).as(type.name()).contains("acme").doesNotContain("stranger");
              }
            });
  }

  @Test
  @Order(8)
  void everyEntryTellsWhoWhyAndWhatChanged() {
    for (JsonNode entry : everything()) {
      assertThat(entry.get("sentence").asString()).matches("[A-Z0-9].*\\.").doesNotContain("null");
      assertThat(entry.at("/actor/kind").asString()).isNotEmpty();
      assertThat(entry.at("/actor/id").asString()).isNotEmpty();
      assertThat(entry.at("/cause/command").asString()).isNotEmpty();
      assertThat(entry.at("/cause/correlation").asString()).isNotEmpty();
      assertThat(entry.at("/actor/kind").asString().equals("webhook"))
          .as(entry.toString())
          .isEqualTo(entry.at("/cause/providerEvent").asString("").startsWith("evt_"));
      assertThat(entry.at("/before").size() + entry.at("/after").size())
          .as(entry.toString())
          .isPositive();
    }
  }

  @Test
  @Order(8)
  void everyFilterNarrowsAlikeAndCursorsAreStable() {
    String buyer =
        organizations.stream()
            .filter(organization -> organization.slug().equals("soylent"))
            .findFirst()
            .orElseThrow()
            .id();
    TimelineFilters.narrowAlike(market().operator(), everything(), buyer);
  }

  private List<JsonNode> everything() {
    return Timelines.all(market().operator(), "/api/v1/timeline", 100);
  }

  @Test
  @Order(9)
  void everythingIsRebuiltToTheSameBytes() {
    market().server().stop();
    ServerProcess.Finished replay =
        ServerProcess.run(folder(), "replay", "--digest", "--data", data());
    assertThat(replay.code()).as(replay.output()).isZero();
  }

  @Test
  @Order(10)
  void aFoldThatGoesWrongIsNoticed() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(data()))) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setURL(postgres.jdbcUrl());
      database.setUser(postgres.user());
      database.setPassword(postgres.password());
      Rebuild.Comparison right =
          new Rebuild(database, LedgerEngines.postgres(database), Folds.ALL)
              .run((through, of) -> {});
      assertThat(right.differences()).isEmpty();
      Rebuild.Comparison wrong =
          new Rebuild(
                  database,
                  LedgerEngines.postgres(database),
                  EveryEventTypeIT::deprecationsForgotten)
              .run((through, of) -> {});
      assertThat(wrong.differences())
          .contains("registryindex_releases", "document acme/npm/@acme/core FULL");
    }
  }

  /** The folds as they are, but for one that takes a deprecation for nothing. */
  private static SortedMap<String, Supplier<ProjectionBatch>> deprecationsForgotten(
      JdbcClient jdbc) {
    SortedMap<String, Supplier<ProjectionBatch>> folds = Folds.ALL.on(jdbc);
    Supplier<ProjectionBatch> right = Objects.requireNonNull(folds.get("registryindex"));
    folds.put("registryindex", () -> forgetful(right.get()));
    return folds;
  }

  private static ProjectionBatch forgetful(ProjectionBatch right) {
    return new ProjectionBatch() {
      @Override
      public void apply(Recorded<Event> recorded) {
        right.apply(withoutDeprecation(recorded));
      }

      @Override
      public void write() {
        right.write();
      }
    };
  }

  private static Recorded<Event> withoutDeprecation(Recorded<Event> recorded) {
    return recorded.event() instanceof ReleaseEvent.ReleaseDeprecated
        ? new Recorded<>(
            recorded.stream(),
            recorded.sequence(),
            recorded.position(),
            new ReleaseEvent.ReleaseDeprecated(""),
            recorded.metadata())
        : recorded;
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  private String data() {
    return market().server().data().toString();
  }

  /** Every type that the operator's timeline tells so far. */
  private Set<String> seen() {
    return Timelines.types(Timelines.all(market().operator(), "/api/v1/timeline", 1000));
  }
}
