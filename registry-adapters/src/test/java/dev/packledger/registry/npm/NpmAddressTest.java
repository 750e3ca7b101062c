package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmAddressTest {
  @ParameterizedTest
  @CsvSource({
    "/@acme%2fui, Packument[name=@acme/ui]",
    "/@acme%2Fui, Packument[name=@acme/ui]",
    "/@acme/ui, Packument[name=@acme/ui]",
    "/@acme/ui/, Packument[name=@acme/ui]",
    "/%40acme%2Fui, Packument[name=@acme/ui]",
    "/ui, Packument[name=ui]",
    "/ui/1.0.0, 'VersionDocument[name=ui, versionOrTag=1.0.0]'",
    "/@acme/ui/latest, 'VersionDocument[name=@acme/ui, versionOrTag=latest]'",
    "/@acme%2fui/1.0.0+b, 'VersionDocument[name=@acme/ui, versionOrTag=1.0.0+b]'",
    "/@acme/ui/-/ui-1.0.0.tgz, 'Tarball[name=@acme/ui, filename=ui-1.0.0.tgz]'",
    "/@acme%2fui/-/ui-1.0.0.tgz, 'Tarball[name=@acme/ui, filename=ui-1.0.0.tgz]'",
    "/@acme/ui/-/ui-1.0.0.tgz/-rev/7, 'TarballRevision[name=@acme/ui, filename=ui-1.0.0.tgz]'",
    "/base/npm/@acme/ui/-/ui-1.0.0.tgz/-rev/7, 'TarballRevision[name=@acme/ui,"
        + " filename=ui-1.0.0.tgz]'",
    "/@acme%2fui/-rev/7, 'Revision[name=@acme/ui, revision=7]'",
    "/-/package/@acme%2fui/dist-tags, DistTags[name=@acme/ui]",
    "/-/package/@acme/ui/dist-tags/beta, 'DistTag[name=@acme/ui, tag=beta]'",
    "/-/package/ui/dist-tags/a%20b, 'DistTag[name=ui, tag=a b]'",
    "/-/whoami, Whoami[]",
    "/-/ping, Ping[]",
    "/-/v1/search, Search[]",
    "/-/npm/v1/security/advisories/bulk, Advisories[]",
    "/-/user/org.couchdb.user:jo%40x, User[user=jo@x]",
    "/@acme, BadName[]",
    "/Acme, BadName[]",
    "/@acme%2f..%2fui, BadName[]",
    "/@acme%252fui, BadName[]",
    "/__proto__/1.0.0, BadName[]",
    "/-/package/@acme/dist-tags, Unknown[]",
    "/-/package/@acme%2fUI/dist-tags, BadName[]"
  })
  void reads(String path, String address) {
    assertThat(NpmAddress.parse(path, "/base/npm")).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "x",
        "/-",
        "/-/",
        "/-/x",
        "/-/user/jo",
        "/-/package",
        "/-/package/ui",
        "/-/package/ui/dist-tags/a/b",
        "/@acme/ui/x/y",
        "/ui/-/a/b",
        "/ui/-/a/-rev/7/8",
        "/ui/-rev",
        "/ui//1.0.0",
        "/..",
        "/ui/..",
        "/ui/%2e%2e",
        "/%",
        "/%2",
        "/%zz",
        "/%ff",
        "/%00",
        "/a%0d%0ab",
        "/\u00e9",
        "/a b",
        "/%c0%ae",
        "/%ed%a0%80"
      })
  void knowsNoOther(String path) {
    assertThat(NpmAddress.parse(path, "/base/npm")).isEqualTo(new NpmAddress.Unknown());
  }

  @Property
  void neverFails(@ForAll @CharRange(from = '!', to = '~') String path) {
    assertThat(NpmAddress.parse('/' + path, "")).isNotNull();
    assertThat(NpmAddress.parse(path, "/" + path)).isNotNull();
  }
}
