package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.AskedFor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmForeignRegistryTest {
  private static final PackageId UI = PackageId.of(Ecosystem.NPM, "@acme/ui");

  private final NpmForeignRegistry registry = new NpmForeignRegistry();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/@acme%2fui",
        "/@acme%2Fui",
        "/@acme/ui",
        "/@acme/ui/",
        "/@acme/ui/latest",
        "/-/package/@acme%2fui/dist-tags"
      })
  void indexes(String path) {
    for (String method : new String[] {"GET", "HEAD"}) {
      assertThat(registry.read(method, path)).isEqualTo(new AskedFor.Index(UI));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/@acme/ui/-/ui-1.2.3.tgz, 1.2.3",
    "/@acme%2fui/-/ui-1.2.3-beta.1.tgz, 1.2.3-beta.1",
    "/@acme/ui/1.2.3, 1.2.3",
  })
  void releases(String path, String version) {
    assertThat(registry.read("GET", path))
        .isEqualTo(new AskedFor.Release(UI, ReleaseId.of(UI, version)));
  }

  /** What a registry behind a proxy would read differently must not be read at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/-/v1/search",
        "/-/all",
        "/-/whoami",
        "/-/verdaccio/data/packages",
        "/-/web/detail/@acme/ui",
        "/@acme/ui/-/ui-1.2.3.tgz/-rev/7",
        "/@acme/ui/-rev/7",
        "/-/package/@acme%2fui/dist-tags/beta",
        "/@acme/ui/../other",
        "/@acme/ui/%2e%2e/other",
        "/@acme/ui/%2e%2e%2fother",
        "/@acme/ui/..%2fother",
        "/@acme/ui/..%2fother%2f-%2fother-1.0.0.tgz",
        "/@acme/ui/-/ui-1.2.3.tgz%2f..%2f..%2f..%2fother",
        "/@acme/ui/-/other-1.2.3.tgz",
        "/@acme/ui/-/ui-1.2.3.tgz%00.tgz",
        "/@acme/ui/-/ui-01.2.3.tgz",
        "/@acme/ui/-/ui-1.2.3.tgz#x",
        "/@acme/ui/-/ui-1.2.3.tar.gz",
        "/@acme/ui/1.2.3+build",
        "/@acme/ui//1.2.3",
        "//@acme/ui",
        "/@acme/ui/^1.0.0",
        "/@acme/ui;v=1",
        "/@ACME/ui",
        "/@acme%252fui",
        "http://other/@acme/ui",
        "@acme/ui"
      })
  void unknown(String path) {
    assertThat(registry.read("GET", path)).isEqualTo(new AskedFor.Unknown());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /@acme%2fui",
    "POST, /@acme%2fui",
    "PUT, /@acme%2fui/-rev/7",
    "DELETE, /@acme/ui/-/ui-1.2.3.tgz/-rev/7",
    "PUT, /-/package/@acme%2fui/dist-tags/beta",
    "PUT, /-/user/org.couchdb.user:jo",
    "POST, /-/npm/v1/security/advisories/bulk",
    "DELETE, /@acme/ui",
    "get, /@acme/ui",
    "OPTIONS, /@acme/ui",
  })
  void changes(String method, String path) {
    assertThat(registry.read(method, path)).isEqualTo(new AskedFor.Change());
  }

  @ParameterizedTest
  @CsvSource({"PUT, /x/y/z", "DELETE, /-/v2/all"})
  void changesOfWhatIsNotKnown(String method, String path) {
    assertThat(registry.read(method, path)).isEqualTo(new AskedFor.Unknown());
  }
}
