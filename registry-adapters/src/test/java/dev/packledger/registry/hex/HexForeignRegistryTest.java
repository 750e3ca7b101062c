package dev.packledger.registry.hex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.AskedFor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HexForeignRegistryTest {
  private static final HexName UI = new HexName("acme_ui");

  private final HexForeignRegistry registry = new HexForeignRegistry();

  @Test
  void indexes() {
    for (String method : new String[] {"GET", "HEAD"}) {
      assertThat(registry.read(method, "/packages/acme_ui")).isEqualTo(new AskedFor.Index(UI.id()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/tarballs/acme_ui-1.2.3.tar, 1.2.3",
    "/tarballs/acme_ui-1.2.3-rc.1+b.tar, 1.2.3-rc.1+b",
    "/docs/acme_ui-1.2.3.tar.gz, 1.2.3"
  })
  void releases(String path, String version) {
    assertThat(registry.read("GET", path))
        .isEqualTo(new AskedFor.Release(UI.id(), ReleaseId.of(UI.id(), version)));
  }

  @Test
  void theKeyIsEverybodys() {
    assertThat(registry.read("GET", "/public_key")).isEqualTo(new AskedFor.Common());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/publish", "/api/packages/acme_ui/releases"})
  void changes(String path) {
    assertThat(registry.read("POST", path)).isEqualTo(new AskedFor.Change());
    assertThat(registry.read("GET", path)).isEqualTo(new AskedFor.Unknown());
  }

  /** What a registry behind a proxy would read differently must not be read at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/names",
        "/versions",
        "/packages",
        "/packages/",
        "/packages/acme_ui/",
        "/packages/acme%5fui",
        "/packages/%61cme_ui",
        "/packages/Acme_ui",
        "/packages/acme-ui",
        "/packages/../names",
        "/packages/acme_ui/../other",
        "//packages/acme_ui",
        "/repos/acme/packages/acme_ui",
        "/tarballs/acme_ui-1.2.tar",
        "/tarballs/acme_ui-01.2.3.tar",
        "/tarballs/acme_ui-1.2.3.tar.gz",
        "/tarballs/acme_ui-1.2.3.tar%00.tar",
        "/tarballs/acme_ui-1.2.3.tar/",
        "/tarballs/acme_ui-1.2.3%2etar",
        "/docs/acme_ui-1.2.3.tar",
        "/installs/hex-1.x.csv",
        "/policies/strict"
      })
  void unknown(String path) {
    assertThat(registry.read("GET", path)).isEqualTo(new AskedFor.Unknown());
    assertThat(registry.read("POST", path)).isEqualTo(new AskedFor.Unknown());
  }

  @Test
  void isToldInWords() {
    assertThat(registry.unauthenticated().status()).isEqualTo(401);
    assertThat(registry.unauthenticated().headers().get("x-hex-message"))
        .contains("credential.missing");
  }
}
