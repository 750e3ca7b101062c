package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.Client;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.clients.Workspace;
import dev.packledger.acceptance.proxies.Guard;
import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.story.GuardedRegistries.Kind;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Registries that are not ours, guarded by real proxies with the configurations that the
 * documentation ships, and asked by the real npm. The chapters build on each other; in the last one
 * Packledger is gone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForwardAuthIT {
  static final String HIDDEN = "@acme/hidden";
  static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "2.0.0");

  private static final String COVERED = "@acme/core/-/core-1.1.0.tgz";
  private static final String UNCOVERED = "@acme/core/-/core-2.0.0.tgz";
  private static final Pattern REFERENCE = Pattern.compile("Denial: ([0-9a-hjkmnp-tv-z]{40})");

  @TempDir static @Nullable Path folder;

  private @Nullable Marketplace opened;
  private @Nullable GuardedRegistries guarded;
  private @Nullable Organization buyer;
  private final Map<Kind, Organization.Token> tokens = new HashMap<>();

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  private Marketplace market() {
    return Objects.requireNonNull(opened);
  }

  private Organization buyer() {
    return Objects.requireNonNull(buyer);
  }

  private Guard guard(Kind kind) {
    return Objects.requireNonNull(guarded).guard(kind);
  }

  /** The seller has published three versions of two packages; one is sold, below version 2. */
  @BeforeAll
  void open() {
    opened = Marketplace.open(folder(), RealTime.CLOCK);
    Shop shop = Shop.open(market());
    Organization acme = shop.acme();
    acme.api().post(acme.path("/packages"), Map.of("ecosystem", "npm", "name", HIDDEN)).is(201);
    Wares wares = new Wares(folder(), acme, acme.token(acme.owner(), "read", "publish").secret());
    for (String version : VERSIONS) {
      wares.core(version).succeeded();
      wares.hidden(version).succeeded();
    }
    buyer = market().organization("initech");
    license(shop);
    guarded =
        new GuardedRegistries(
            folder(),
            acme,
            new Guard.Asking(
                market().server().address(),
                acme.token(acme.owner(), "decide").secret(),
                buyer().slug()));
  }

  private void license(Shop shop) {
    Map<String, Object> terms =
        Shop.terms("subscription", "keep_covered_releases", 7, null, shop.core());
    terms.put("versions", "<2.0.0");
    terms.put("seats", Map.of("minimum", 1, "counted", "unlimited"));
    Organization acme = shop.acme();
    String plan =
        acme.api()
            .post(
                "/api/v1/products/" + shop.product() + "/plans",
                Map.of("name", "Version 1", "terms", terms, "prices", List.of()))
            .is(201)
            .at("/id");
    Instant now = RealTime.CLOCK.instant();
    acme.api()
        .post(
            acme.path("/licenses"),
            Map.of(
                "plan", plan,
                "seats", 1,
                "buyer", buyer().id(),
                "startsAt", now.minus(Duration.ofDays(1)).toString(),
                "paidThrough", now.plus(Duration.ofDays(30)).toString()))
        .is(201);
  }

  @AfterAll
  void close() {
    if (guarded != null) {
      guarded.close();
    }
    market().close();
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void aCoveredVersionInstalls(Kind kind) {
    Workspace machine = machine(kind, "^1.0.0");
    machine.run("install").succeeded();
    assertThat(machine.installed(Wares.CORE)).isEqualTo("1.1.0");
    machine.forget().run("ci").succeeded();
    assertThat(machine.installed(Wares.CORE)).isEqualTo("1.1.0");
  }

  @ParameterizedTest
  @EnumSource
  @Order(2)
  void anotherVersionIsDeniedWithItsReason(Kind kind) {
    Workspace machine = machine(kind, "2.0.0");
    Ran ran = machine.run("install").failed();
    assertThat(machine.installed(Wares.CORE)).isNull();
    showsDenial(ran, "403", "version.not_covered");
    Reply denied = raw(kind, UNCOVERED).is(403);
    tells(denied.header("Packledger-Denial").orElseThrow(), "version.not_covered");
  }

  /** Neither by its status nor by its bytes can a stranger tell what exists. */
  @ParameterizedTest
  @EnumSource
  @Order(3)
  void strangersLearnNothing(Kind kind) {
    for (String path : List.of("%s", "%s/1.0.0", "%s/-/hidden-1.0.0.tgz")) {
      Reply hidden = raw(kind, path.formatted(HIDDEN)).is(404);
      Reply nowhere = raw(kind, path.formatted("@nobody/hidden")).is(404);
      assertThat(hidden.text()).isEqualTo(nowhere.text());
      assertThat(hidden.response().headers().map().keySet())
          .isEqualTo(nowhere.response().headers().map().keySet())
          .noneMatch(name -> name.contains("packledger"));
    }
    Ran ran = machine(kind, Map.of(HIDDEN, "1.0.0")).run("install").failed();
    assertThat(ran.shown()).contains("E404");
  }

  /** A path that the proxy or the registry reads differently from us must not lead anywhere. */
  @ParameterizedTest
  @EnumSource
  @Order(4)
  void noSpellingLeadsPastTheGuard(Kind kind) {
    for (String path :
        List.of(
            "@acme/core/-/core-1.1.0.tgz/../core-2.0.0.tgz",
            "@acme/core/-/core-1.1.0.tgz/%2e%2e/core-2.0.0.tgz",
            "@acme/core/..%2fcore/-/core-2.0.0.tgz",
            "@acme/core/..%2f..%2f@acme%2fhidden",
            "@acme/core/..%2fhidden",
            "@acme/core/%2e%2e%2fhidden",
            "@acme/core/..%2fhidden.json",
            "@acme/core%2f-%2fcore-2.0.0.tgz",
            "@acme/core/-%2fcore-2.0.0.tgz",
            "/@acme/core/-/core-2.0.0.tgz",
            "@acme//core/-/core-2.0.0.tgz",
            "@acme/core/-/core-2.0.0.tgz?x=/@acme/core/-/core-1.1.0.tgz",
            "@acme/./hidden",
            "@acme/hidden.json",
            "@acme/hidden/",
            "-/all",
            "-/v1/search?text=acme",
            "-/verdaccio/data/packages")) {
      assertThat(raw(kind, path).status()).as(path).isIn(400, 403, 404);
    }
    Map<String, String> forged =
        Map.of(
            "X-Forwarded-Uri",
            "/" + COVERED,
            "X-Original-URI",
            "/" + COVERED,
            "X-Forwarded-Method",
            "GET",
            "Packledger-Route",
            "organization=*; ecosystem=npm");
    assertThat(raw(kind, UNCOVERED, forged).status()).isEqualTo(403);
    raw(kind, COVERED).is(200);
  }

  @ParameterizedTest
  @EnumSource
  @Order(5)
  void nothingIsPublishedThroughIt(Kind kind) {
    Wares wares = new Wares(folder(), guard(kind).registry(), token(kind).secret());
    showsDenial(wares.core("3.0.0").failed(), "403", "request.read_only");
    new Api(guard(kind).registry(), token(kind).secret())
        .send("DELETE", COVERED + "/-rev/1", BodyPublishers.noBody(), Map.of())
        .is(403);
  }

  @ParameterizedTest
  @EnumSource
  @Order(6)
  void aTokenInAQueryIsRefusedAndNotLogged(Kind kind) {
    Reply refused = raw(kind, COVERED + "?token=" + token(kind).secret()).is(403);
    assertThat(refused.text()).contains("credential.in_query");
    market()
        .operator()
        .get("/initech/npm/@acme%2fcore?_authToken=" + token(kind).secret())
        .isProblem(400, "credential.in_query");
    assertThat(Objects.requireNonNull(guarded).logged() + market().server().output())
        .doesNotContain(token(kind).secret());
  }

  @ParameterizedTest
  @EnumSource
  @Order(7)
  void nobodyWithoutATokenGetsIn(Kind kind) {
    Reply anonymous = new Api(guard(kind).registry(), "").get(COVERED).is(401);
    assertThat(anonymous.header("WWW-Authenticate")).isPresent();
    assertThat(new Api(guard(kind).registry(), "plk_nobody").get(COVERED).is(401).text())
        .contains("token.unknown");
    assertThat(new Api(guard(kind).registry(), "").get("-/ping").status()).isIn(200, 404);
  }

  @ParameterizedTest
  @EnumSource
  @Order(8)
  void aRevokedTokensNextRequestIsDenied(Kind kind) {
    raw(kind, COVERED).is(200);
    buyer()
        .api()
        .post("/api/v1/tokens/" + token(kind).id() + "/revoke", Map.of("reason", "requested"));
    raw(kind, COVERED).is(401);
    Workspace machine = machine(kind, "^1.0.0");
    showsDenial(machine.run("install").failed(), "401", "token.revoked");
    assertThat(machine.installed(Wares.CORE)).isNull();
  }

  /** Could not ask is not no. */
  @ParameterizedTest
  @EnumSource
  @Order(9)
  void withoutUsItIsAFailureAndNoDenial(Kind kind) {
    Guard guard = guard(kind);
    market().server().kill();
    Api asker = new Api(guard.registry(), "plk_whoever");
    for (String path : List.of(COVERED, UNCOVERED, "@nobody/nothing", "-/ping")) {
      assertThat(asker.get(path).status()).as(path).isEqualTo(503);
    }
    Ran ran = machine(kind, "^1.0.0").run("install").failed();
    assertThat(ran.shown()).contains("503").doesNotContain("E404", "E403", "E401");
  }

  private Organization.Token token(Kind kind) {
    return tokens.computeIfAbsent(kind, absent -> buyer().token(buyer().owner(), "read"));
  }

  private Workspace machine(Kind kind, String range) {
    return machine(kind, Map.of(Wares.CORE, range));
  }

  private Workspace machine(Kind kind, Map<String, String> wanted) {
    Workspace machine =
        Workspace.create(Client.NPM, folder())
            .scope(Wares.SCOPE, guard(kind).registry(), token(kind).secret());
    return machine.write("package.json", Wares.project(wanted));
  }

  private Reply raw(Kind kind, String path) {
    return raw(kind, path, Map.of());
  }

  private Reply raw(Kind kind, String path, Map<String, String> headers) {
    return new Api(guard(kind).registry(), token(kind).secret()).get(path, headers);
  }

  /** npm shows status and reason, and a reference that the API resolves. */
  private void showsDenial(Ran ran, String status, String reason) {
    assertThat(ran.shown()).contains(status, reason);
    Matcher reference = REFERENCE.matcher(ran.shown());
    assertThat(reference.find()).as("a reference in: %s", ran.shown()).isTrue();
    tells(reference.group(1), reason);
  }

  private void tells(String reference, String reason) {
    assertThat(buyer().api().get("/api/v1/denials/" + reference).is(200).at("/reason"))
        .isEqualTo(reason);
  }
}
