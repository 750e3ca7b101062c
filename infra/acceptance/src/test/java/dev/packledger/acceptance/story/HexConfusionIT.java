package dev.packledger.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.clients.HexSource;
import dev.packledger.acceptance.clients.Mix;
import dev.packledger.acceptance.clients.PublicHex;
import dev.packledger.acceptance.clients.Ran;
import dev.packledger.acceptance.clients.Rebar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stranger publishes {@code acme_ui} 9.9.9 on the public registry. Nobody who follows the guide
 * gets it, whatever ours answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HexConfusionIT {
  private static final String STRANGE = "9.9.9";
  private static final String NEEDED = "{acme_ui, \">= 1.0.0\"}";
  private static final Map<String, String> REVOKED = Map.of("reason", "requested");

  @TempDir static @Nullable Path folder;

  private @Nullable Marketplace opened;
  private @Nullable HexShop openedShop;
  private @Nullable Organization registered;
  private @Nullable String member;
  private @Nullable PublicHex strange;

  @BeforeAll
  void open() {
    opened = Marketplace.open(folder(), RealTime.CLOCK);
    HexShop shop = HexShop.open(folder(), opened);
    openedShop = shop;
    Organization initech = opened.organization("initech");
    registered = initech;
    Instant now = RealTime.CLOCK.instant();
    String license =
        shop.grant(initech, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
    member = initech.member("ann@initech.example", "member");
    initech.api().put("/api/v1/licenses/" + license + "/seats/" + member, Map.of()).is(204);
    shop.publish(HexShop.CORE, "1.0.0").succeeded();
    shop.publish(HexShop.UI, "1.0.0", HexShop.CORE, "~> 1.0").succeeded();
    strange = PublicHex.serve(shop.hexCore(), folder(), HexShop.UI, "1.0.0", STRANGE);
  }

  @AfterAll
  void close() {
    if (strange != null) {
      strange.close();
    }
    if (opened != null) {
      opened.close();
    }
  }

  private static Path folder() {
    return Objects.requireNonNull(folder);
  }

  private PublicHex strange() {
    return Objects.requireNonNull(strange);
  }

  private Organization initech() {
    return Objects.requireNonNull(registered);
  }

  private Organization.Token token() {
    return initech().token(Objects.requireNonNull(member), "read");
  }

  private void revoke(Organization.Token token) {
    initech().api().post("/api/v1/tokens/" + token.id() + "/revoke", REVOKED).is(204);
  }

  private Rebar rebar(Organization.Token token) {
    HexSource source = HexShop.source(initech(), token.secret());
    return Rebar.create(folder(), source)
        .elsewhere(strange().url(), strange().publicKey())
        .needs(NEEDED);
  }

  @Test
  void repositoriesThatReplaceThePublicOneNeverAskIt() {
    int before = strange().asked().size();
    Organization.Token token = token();
    Rebar rebar = rebar(token).replaces(true);
    rebar.run("compile").succeeded();
    assertThat(rebar.installed(HexShop.UI)).isEqualTo("1.0.0");
    revoke(token);
    rebar.machine().delete("rebar.lock");
    rebar.forget().run("compile").failed();
    assertThat(rebar.installed(HexShop.UI)).isNull();
    assertThat(strange().asked()).hasSize(before);
  }

  @Test
  void aCommittedLockStopsWhatComesFromElsewhere() {
    Organization.Token token = token();
    Rebar rebar = rebar(token).replaces(false);
    rebar.run("compile").succeeded();
    assertThat(rebar.installed(HexShop.UI)).isEqualTo("1.0.0");
    revoke(token);
    Ran stopped = rebar.forget().run("compile").failed();
    assertThat(rebar.installed(HexShop.UI)).as(stopped.shown()).isNull();
    assertThat(strange().asked()).as("rebar3 asked elsewhere").contains("/packages/acme_ui");
  }

  /** The client's limit, which the guide and the status page tell of. */
  @Test
  void withoutEitherRebarTakesWhatThePublicRegistryHas() {
    Organization.Token token = token();
    Rebar rebar = rebar(token).replaces(false);
    revoke(token);
    rebar.run("compile").succeeded();
    assertThat(rebar.installed(HexShop.UI)).isEqualTo(STRANGE);
  }

  @Test
  void mixLooksForAPrivatePackageNowhereElse() {
    Organization.Token token = token();
    HexSource source = HexShop.source(initech(), token.secret());
    Mix mix = Mix.create(folder());
    mix.elsewhere(strange().url());
    mix.repository(source, HexShop.fingerprint(initech())).succeeded();
    mix.project("project", "1.0.0", "{:acme_ui, \">= 1.0.0\", repo: \"initech\"}");
    mix.run("deps.get").succeeded();
    assertThat(mix.installed(HexShop.UI)).isEqualTo("1.0.0");
    revoke(token);
    mix.machine().delete("mix.lock");
    mix.forget().repository(source, HexShop.fingerprint(initech()));
    mix.run("deps.get").failed();
    assertThat(mix.installed(HexShop.UI)).isNull();
  }
}
