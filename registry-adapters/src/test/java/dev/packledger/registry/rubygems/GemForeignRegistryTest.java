package dev.packledger.registry.rubygems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.registry.shared.AskedFor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GemForeignRegistryTest {
  private static final GemName UI = new GemName("acme-ui");

  private final GemForeignRegistry registry = new GemForeignRegistry();

  @ParameterizedTest
  @ValueSource(
      strings = {"/info/acme-ui", "/api/v1/versions/acme-ui.json", "/api/v1/gems/acme-ui.json"})
  void indexes(String path) {
    for (String method : new String[] {"GET", "HEAD"}) {
      assertThat(registry.read(method, path)).isEqualTo(new AskedFor.Index(UI.id()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/gems/acme-ui-1.2.3.gem, 1.2.3, ruby",
    "/gems/acme-ui-1.2.3.rc1.gem, 1.2.3.rc1, ruby",
    "/gems/acme-ui-1.2.3-x86_64-linux.gem, 1.2.3, x86_64-linux",
    "/quick/Marshal.4.8/acme-ui-1.2.3.gemspec.rz, 1.2.3, ruby"
  })
  void releases(String path, String number, String platform) {
    assertThat(registry.read("GET", path))
        .isEqualTo(
            new AskedFor.Release(
                UI.id(),
                GemRelease.id(
                    UI,
                    GemVersion.parse(number).orElseThrow(),
                    GemPlatform.parse(platform).orElseThrow())));
  }

  /** What gem asks to see whether a registry is one. */
  @Test
  void theRootIsEverybodys() {
    assertThat(registry.read("HEAD", "/")).isEqualTo(new AskedFor.Common());
  }

  @ParameterizedTest
  @CsvSource({"POST, /api/v1/gems", "DELETE, /api/v1/gems/yank", "PUT, /gems/acme-ui-1.2.3.gem"})
  void changes(String method, String path) {
    assertThat(registry.read(method, path)).isEqualTo(new AskedFor.Change());
  }

  /** Lists of everyone's gems, and what a registry behind a proxy would read differently. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/versions",
        "/names",
        "/specs.4.8.gz",
        "/api/v1/dependencies",
        "/api/v1/api_key",
        "/info/",
        "/info/acme-ui/",
        "/info/acme%2dui",
        "/info/../versions",
        "//info/acme-ui",
        "/gems/acme-ui.gem",
        "/gems/acme-ui-1.2.3.gem/",
        "/gems/acme-ui-1.2.3%2egem",
        "/gems/%61cme-ui-1.2.3.gem",
        "/gems/acme-ui-1.2.3.gem.bak",
        "/quick/Marshal.4.8/acme-ui-1.2.3.gem",
        "/stats"
      })
  void unknown(String path) {
    assertThat(registry.read("GET", path)).isEqualTo(new AskedFor.Unknown());
  }

  @Test
  void nobodyIsAskedForAToken() {
    assertThat(registry.unauthenticated().status()).isEqualTo(401);
    assertThat(registry.unauthenticated().headers()).containsKey("WWW-Authenticate");
  }
}
