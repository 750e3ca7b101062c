package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.HexReader;
import dev.packledger.acceptance.clients.HexSource;
import dev.packledger.acceptance.clients.Mix;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.clients.Rebar;
import dev.packledger.acceptance.running.Api;
import dev.packledger.acceptance.running.Reply;
import dev.packledger.acceptance.running.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/**
 * Hex by its own clients: rebar3 and hex_core of the machine, and mix where an archive of Hex is at
 * hand. The chapters build on each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HexStoryIT {
  private static final Map<String, String> REVOKED = Map.of("reason", "requested");
  private static final String NEEDED = "{acme_ui, \"~> 1.0\"}";

  @TempDir static @Nullable Path folder;

  private @Nullable Marketplace opened;
  private @Nullable HexShop openedShop;
  private @Nullable Organization registered;
  private @Nullable String granted;
  private Organization.@Nullable Token seated;
  private @Nullable Rebar project;

  @BeforeAll
  void open() {
    opened = Marketplace.open(folder(), RealTime.CLOCK);
    openedShop = HexShop.open(folder(), market());
    registered = market().organization("initech");
  }

  @AfterAll
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  private Marketplace market() {
    return Objects.requireNonNull(opened);
  }

  private HexShop shop() {
    return Objects.requireNonNull(openedShop);
  }

  private Organization initech() {
    return Objects.requireNonNull(registered);
  }

  private String license() {
    return Objects.requireNonNull(granted, "the chapter before failed");
  }

  private Organization.Token token() {
    return Objects.requireNonNull(seated, "the chapter before failed");
  }

  private Rebar rebar() {
    return Objects.requireNonNull(project, "the chapter before failed");
  }

  private HexSource source() {
    return HexShop.source(initech(), token().secret());
  }

  @Test
  @Order(1)
  void hexCorePublishes() {
    Instant before = RealTime.CLOCK.instant();
    assertThat(shop().publish(HexShop.CORE, "1.0.0").succeeded().output()).contains("status 201");
    shop().publish(HexShop.UI, "1.0.0", HexShop.CORE, "~> 1.0").succeeded();
    // The licence covers what was published until now.
    granted = shop().grant(initech(), before.minus(Duration.ofDays(1)), RealTime.CLOCK.instant());
    seated = HexShop.seated(initech(), license(), "ann@initech.example");
    shop().publish(HexShop.CORE, "1.1.0").succeeded();
    shop().publish(HexShop.UI, "1.1.0", HexShop.CORE, "~> 1.0").succeeded();

    assertThat(shop().publish(HexShop.UI, "1.1.0").failed().output())
        .contains("status 422", "acme_ui 1.1.0 exists", "release.exists");
    assertThat(shop().task("replace", HexShop.UI, "1.1.0").failed().output())
        .contains("status 422", "hex.replace");
    assertThat(shop().task("release", HexShop.UI, "1.1.0").succeeded().output())
        .contains("status 200", "acme_core", "repo: \\\"acme\\\"");
    assertThat(shop().task("docs", HexShop.UI, "1.0.0", "hello").succeeded().output())
        .contains("status 201");
  }

  @Test
  @Order(2)
  void rebarInstallsWhatIsCovered() {
    project = Rebar.create(folder(), source()).needs(NEEDED);
    rebar().run("compile").succeeded();
    assertThat(rebar().installed(HexShop.UI)).isEqualTo("1.0.0");
    assertThat(rebar().installed(HexShop.CORE)).isEqualTo("1.0.0");
    assertThat(rebar().machine().read("rebar.lock")).contains("<<\"1.0.0\">>", "pkg_hash_ext");
  }

  @Test
  @Order(3)
  void rebarInstallsFromTheLockFile() {
    rebar().forget().run("compile").succeeded();
    assertThat(rebar().installed(HexShop.UI)).isEqualTo("1.0.0");
  }

  @Test
  @Order(3)
  void rebarSendsConditionalRequestsAndIsAnswered() {
    rebar().machine().delete("_build");
    Ran again = rebar().run("compile").succeeded();
    assertThat(rebar().installed(HexShop.UI)).as(again.shown()).isEqualTo("1.0.0");
    Api buyer = initech().api().as(token().secret());
    String document = "/initech/hex/packages/" + HexShop.UI;
    String tag = buyer.get(document).is(200).header("ETag").orElseThrow();
    buyer.get(document, Map.of("If-None-Match", tag)).is(304);
    String tarball = "/initech/hex/tarballs/acme_ui-1.0.0.tar";
    Reply part = buyer.get(tarball, Map.of("Range", "bytes=0-6")).is(206);
    assertThat(part.text()).isEqualTo("VERSION");
  }

  @Test
  @Order(3)
  void aVersionBeyondTheWindowIsRefusedWithItsReason() {
    Rebar greedy = Rebar.create(folder(), source()).needs("{acme_ui, \"1.1.0\"}");
    greedy.run("compile").failed();
    assertThat(greedy.installed(HexShop.UI)).isNull();
    Reply refused =
        initech().api().as(token().secret()).get("/initech/hex/tarballs/acme_ui-1.1.0.tar");
    assertThat(refused.is(403).header("x-hex-message").orElseThrow())
        .contains("release.not_covered", "Last covered version: 1.0.0", "level=fatal");
    assertThat(refused.header("Packledger-Denial")).isPresent();
  }

  @Test
  @Order(4)
  void theSignedRegistryIsReadByHexCore() {
    Path key = folder().resolve("initech.pem");
    shop().hexCore().machine().write(key.toString(), source().publicKey());
    String name = source().name();
    assertThat(read("names", name, key.toString())).contains("acme_core", "acme_ui");
    assertThat(read("versions", name, key.toString())).contains("1.0.0").doesNotContain("1.1.0");
    assertThat(read("package", name, key.toString(), HexShop.UI))
        .contains("acme_core", "~> 1.0", "outer_checksum")
        .doesNotContain("1.1.0");
    assertThat(
            shop()
                .hexCore()
                .run(source().url(), token().secret(), "names", "other", key.toString())
                .failed()
                .output())
        .as("a buyer who calls it otherwise is told so by their own client")
        .contains("unverified");
  }

  private String read(String task, String... arguments) {
    return shop()
        .hexCore()
        .run(source().url(), token().secret(), task, arguments)
        .succeeded()
        .output();
  }

  @Test
  @Order(4)
  void aSecondReaderFindsSignatureAndChecksumsSound() {
    HexReader reader = HexReader.create(folder());
    Path project = reader.machine().project();
    fetch("packages/acme_ui", project.resolve("package"));
    fetch("public_key", project.resolve("key.pem"));
    fetch("tarballs/acme_ui-1.0.0.tar", project.resolve("ui.tar"));
    assertThat(reader.read("package", "key.pem", "1.0.0", "ui.tar").succeeded().output())
        .contains("acme_ui of initech", "1.0.0 needs acme_core from None", "sound bytes");
    fetch("packages/acme_core", project.resolve("core"));
    assertThat(reader.read("core", "key.pem", "1.0.0", "ui.tar").failed().output())
        .as("the tarball of another package")
        .contains("refused");
    reader.machine().write("other.pem", HexShop.source(shop().acme(), "").publicKey());
    assertThat(reader.read("package", "other.pem").failed().output())
        .as("another organisation's key")
        .contains("refused");
  }

  private void fetch(String path, Path to) {
    initech().api().as(token().secret()).download("/initech/hex/" + path, to);
  }

  @Test
  @Order(4)
  void retiringIsHexsYank() {
    shop().task("retire", HexShop.UI, "1.0.0", "security", "CVE-2026-1").succeeded();
    Reply view = initech().api().as(token().secret()).get("/initech/hex/api/packages/acme_ui");
    assertThat(view.at("/retirements/1.0.0/reason")).isEqualTo("security");
    rebar().forget().run("compile").succeeded();
    assertThat(rebar().installed(HexShop.UI)).as("a lock file goes on working").isEqualTo("1.0.0");
    shop().task("unretire", HexShop.UI, "1.0.0").succeeded();
    assertThat(
            initech()
                .api()
                .as(token().secret())
                .get("/initech/hex/api/packages/acme_ui")
                .json()
                .at("/retirements")
                .isEmpty())
        .isTrue();
  }

  @Test
  @Order(4)
  void aLargeTarballIsTakenWithAWarning() {
    assertThat(shop().task("publish-large", "acme_large", "1.0.0", "9000000").succeeded().output())
        .contains("status 201", "x-hex-message \"This tarball has more than 8 MiB", "level=warn");
    assertThat(shop().task("publish-large", "acme_large", "1.1.0", "17000000").failed().output())
        .contains("status 413", "archive.too_large");
  }

  @Test
  @Order(4)
  void aStrangerSeesNothing() {
    Organization globex = market().organization("globex");
    for (String path :
        new String[] {"packages/acme_ui", "tarballs/acme_ui-1.0.0.tar", "packages/nothing_here"}) {
      Reply nothing = globex.api().get("/globex/hex/" + path).is(404);
      assertThat(nothing.text()).isEqualTo("Not found\n");
      assertThat(nothing.header("x-hex-message")).isEmpty();
    }
    globex.api().get("/initech/hex/packages/acme_ui").is(401);
    new Api(market().server().address(), "").get("/initech/hex/packages/acme_ui").is(401);
  }

  @Test
  @Order(4)
  void publishersSeeTheirOwnUnfiltered() {
    Reply view = shop().acme().api().get("/acme/hex/api/packages/acme_ui").is(200);
    assertThat(view.json().findValuesAsString("version")).contains("1.0.0", "1.1.0");
  }

  @Test
  @Order(4)
  void updateBotsFindWhatIsCovered() {
    Api bot = initech().api().as(token().secret());
    for (String path : new String[] {"packages/acme_ui", "repos/initech/packages/acme_ui"}) {
      Reply asked = bot.get("/initech/hex/api/" + path, Map.of("Accept", "application/json"));
      assertThat(asked.is(200).at("/releases/0/version")).isEqualTo("1.0.0");
      assertThat(asked.at("/latest_stable_version")).isEqualTo("1.0.0");
      assertThat(asked.at("/releases/0/inserted_at")).isNotBlank();
    }
  }

  @Test
  @Order(5)
  void mixInstallsWhatIsCoveredAndShowsReasons() {
    Mix mix = Mix.create(folder());
    mix.repository(source(), HexShop.fingerprint(initech())).succeeded();
    mix.project("project", "1.0.0", "{:acme_ui, \"~> 1.0\", repo: \"initech\"}");
    mix.run("deps.get").succeeded();
    assertThat(mix.installed(HexShop.UI)).isEqualTo("1.0.0");
    assertThat(mix.installed(HexShop.CORE)).isEqualTo("1.0.0");
    assertThat(mix.machine().read("mix.lock")).contains("\"initech\"", ":acme_core");
    mix.forget().repository(source(), HexShop.fingerprint(initech())).succeeded();
    mix.run("deps.get", "--check-locked").succeeded();
    assertThat(mix.installed(HexShop.UI)).isEqualTo("1.0.0");
  }

  /** mix prints the header of any answer. */
  @Test
  @Order(5)
  void mixShowsWhyItIsRefused() {
    Mix mix = Mix.create(folder());
    Organization.Token lost = HexShop.seated(initech(), license(), "lost@initech.example");
    mix.repository(HexShop.source(initech(), lost.secret()), HexShop.fingerprint(initech()))
        .succeeded();
    mix.project("project", "1.0.0", "{:acme_ui, \"~> 1.0\", repo: \"initech\"}");
    mix.run("deps.get").succeeded();
    mix.machine().delete("deps").delete("mix.lock").delete("../home/.hex/packages");
    initech().api().post("/api/v1/tokens/" + lost.id() + "/revoke", REVOKED).is(204);
    Ran refused = mix.run("deps.get");
    assertThat(refused.shown())
        .contains("API error: This access token is revoked since", "(token.revoked)", "Denial: ");
    assertThat(mix.installed(HexShop.UI)).isNull();
  }

  @Test
  @Order(5)
  void mixPublishesRetiresAndIsTold() {
    Mix mix = Mix.create(folder());
    String member = shop().acme().member("mix@acme.example", "publisher");
    String key = shop().acme().token(member, "read", "publish").secret();
    mix.project("acme_mixed", "1.2.3");
    assertThat(mix.publishing(shop().api(), key, "hex.publish", "package", "--yes").shown())
        .contains("Package published to");
    assertThat(mix.publishing(shop().api(), key, "hex.publish", "package", "--yes").shown())
        .contains("acme_mixed 1.2.3 exists", "release.exists");
    assertThat(mix.publishing(shop().api(), key, "hex.info", "acme_mixed").shown())
        .contains("{:acme_mixed, \"~> 1.2\", repo: \"acme\"}");
    String[] retire = {"hex.retire", "acme_mixed", "1.2.3", "invalid", "--message", "Not this"};
    assertThat(mix.publishing(shop().api(), key, retire).shown()).contains("has been retired");
    assertThat(
            mix.publishing(shop().api(), key, "hex.retire", "acme_mixed", "1.2.3", "--unretire")
                .shown())
        .contains("has been unretired");
    assertThat(
            mix.publishing(shop().api(), key, "hex.publish", "package", "--revert", "1.2.3")
                .shown())
        .contains("A release is for ever", "hex.unsupported");
    assertThat(mix.publishing(shop().api(), "plk_wrong", "hex.publish", "package", "--yes").shown())
        .contains("token.unknown");
  }

  @Test
  @Order(6)
  void aRebuildShowsTheSameBytes() {
    String before = tagOf("acme_ui");
    market().server().stop();
    ServerProcess.Finished replay =
        ServerProcess.run(
            folder(), "replay", "--digest", "--data", market().server().data().toString());
    assertThat(replay.code()).as(replay.output()).isZero();
    market().again();
    assertThat(tagOf("acme_ui")).isEqualTo(before);
  }

  private String tagOf(String name) {
    return initech()
        .api()
        .as(token().secret())
        .get("/initech/hex/packages/" + name)
        .is(200)
        .header("ETag")
        .orElseThrow();
  }

  @Test
  @Order(7)
  void aTokenRevokedBetweenTwoCommandsEndsTheNext() {
    rebar().forget().run("compile").succeeded();
    initech().api().post("/api/v1/tokens/" + token().id() + "/revoke", REVOKED).is(204);
    Ran next = rebar().forget().run("compile").failed();
    assertThat(next.shown()).doesNotContain("token.revoked");
    assertThat(rebar().installed(HexShop.UI)).isNull();
    Reply refused = initech().api().as(token().secret()).get("/initech/hex/packages/acme_ui");
    assertThat(refused.is(401).text()).contains("token.revoked");
  }
}
