package dev.packledger.server.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageUrlTest {
  @ParameterizedTest
  @CsvSource({
    "pkg:npm/%40acme/core@1.2.3, NPM, @acme/core, 1.2.3, ''",
    "pkg:npm/@acme/core@1.2.3-rc.1%2Bbuild, NPM, @acme/core, 1.2.3-rc.1+build, ''",
    "pkg:gem/nokogiri@1.0.0?platform=java, RUBYGEMS, nokogiri, 1.0.0, java",
    "pkg:maven/dev.acme/core@2.0, MAVEN, dev.acme:core, 2.0, ''",
    "pkg:npm/%40acme/core, NPM, @acme/core, , ''",
    "pkg:npm/@acme/core, NPM, @acme/core, , ''"
  })
  void namesPackagesAndReleases(
      String text, Ecosystem ecosystem, String name, String version, String platform) {
    assertThat(PackageUrl.parse(text)).contains(new PackageUrl(ecosystem, name, version, platform));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "npm/core@1", "pkg:", "pkg:npm", "pkg:npm/", "pkg:brew/x@1", "pkg:npm/%zz@1"})
  void anythingElseIsNone(String text) {
    assertThat(PackageUrl.parse(text)).isEmpty();
  }

  @Test
  void derivesTheIdsThatTheLedgerKnows() {
    PackageUrl url = PackageUrl.parse("pkg:npm/%40acme/core@1.2.3").orElseThrow();
    PackageId pkg = PackageId.of(Ecosystem.NPM, "@acme/core");
    assertThat(url.packageId()).isEqualTo(pkg);
    assertThat(url.releaseId()).contains(ReleaseId.of(pkg, "1.2.3"));
  }
}
