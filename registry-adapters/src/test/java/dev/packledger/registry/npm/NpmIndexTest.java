package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.registry.shared.json.StrictJson;
import dev.packledger.registry.shared.running.GoldenFile;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Documents as exact bytes ({@code golden/npm}), and that nothing hidden shows in them. */
class NpmIndexTest {
  private static final NpmName NAME = NpmName.parse("@acme/ui").orElseThrow();
  private static final URI BASE = URI.create("https://packages.example.com/initech/npm");
  private static final Instant START = Instant.parse("2025-01-01T00:00:00.123456Z");
  private static final List<String> VERSIONS =
      List.of("0.9.0", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0", "2.0.0-beta.2", "2.0.0-beta.11");

  @Test
  void fullPackument() {
    golden("packument.json", index(VERSIONS).packument(null));
  }

  @Test
  void fullPackumentForItsPublisher() {
    golden("packument-publisher.json", index(List.of("1.0.0")).packument("42"));
  }

  @Test
  void abbreviatedPackument() {
    golden("packument-abbreviated.json", index(VERSIONS).abbreviatedPackument());
  }

  @Test
  void versionDocument() {
    NpmIndex index = index(VERSIONS);
    golden("version.json", index.versionDocument(index.resolve("latest").orElseThrow()));
  }

  @Test
  void tagsFollowWhatIsVisible() {
    assertThat(index(VERSIONS).distTags())
        .containsExactlyEntriesOf(
            tags("beta", "2.0.0-beta.11", "latest", "1.10.0", "old", "0.9.0"));
    assertThat(index(List.of("1.0.0-rc.1", "1.0.0", "1.2.0", "2.0.0-beta.2")).distTags())
        .containsExactlyEntriesOf(tags("latest", "1.2.0"));
    assertThat(index(List.of("1.0.0-rc.1", "2.0.0-beta.2")).distTags())
        .containsExactlyEntriesOf(tags("latest", "2.0.0-beta.2"));
  }

  @Test
  void thereIsNoDocumentOfNothing() {
    assertThatThrownBy(() -> index(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void whatIsFilteredIsPartOfWhatIsNot(@ForAll("subsets") List<String> visible) throws Exception {
    JsonNode all = json(index(VERSIONS).packument(null));
    NpmIndex filtered = index(visible);
    JsonNode full = json(filtered.packument(null));
    assertThat(full.path("versions").propertyNames()).containsExactlyElementsOf(visible);
    for (String version : visible) {
      assertThat(full.path("versions").path(version)).isEqualTo(all.path("versions").path(version));
      assertThat(full.path("time").path(version)).isEqualTo(all.path("time").path(version));
    }
    assertThat(full.path("time").propertyNames()).hasSize(visible.size() + 2);
    assertThat(visible).containsAll(filtered.distTags().values());
    assertThat(filtered.distTags()).containsKey("latest");
    String text = new String(filtered.packument(null), StandardCharsets.UTF_8);
    String shortened = new String(filtered.abbreviatedPackument(), StandardCharsets.UTF_8);
    for (String hidden : VERSIONS) {
      if (!visible.contains(hidden)) {
        assertThat(text).doesNotContain('"' + hidden + '"').doesNotContain(publishedAt(hidden));
        assertThat(shortened)
            .doesNotContain('"' + hidden + '"')
            .doesNotContain(publishedAt(hidden));
      }
    }
  }

  @Property(tries = 50)
  void theSameIsTheSameBytes(@ForAll("subsets") List<String> visible) {
    assertThat(index(visible).packument(null)).isEqualTo(index(visible).packument(null));
  }

  @Provide
  Arbitrary<List<String>> subsets() {
    return Arbitraries.subsetOf(VERSIONS)
        .filter(subset -> !subset.isEmpty())
        .map(subset -> VERSIONS.stream().filter(subset::contains).toList());
  }

  private static NpmIndex index(List<String> versions) {
    List<NpmRelease> releases = new ArrayList<>();
    for (String version : versions) {
      releases.add(NpmRelease.of(NAME.text(), row(version)));
    }
    return new NpmIndex(
        NAME, releases, tags("beta", "2.0.0-beta.11", "latest", "1.10.0", "old", "0.9.0"), BASE);
  }

  private static IndexedReleaseRow row(String version) {
    int place = VERSIONS.indexOf(version);
    Artifact tarball =
        new Artifact(
            "ui-" + version + ".tgz",
            new Digest("a".repeat(64)),
            1000 + place,
            Map.of("sha1", "0" + place + "ab".repeat(19), "sha512", "0" + place + "cd".repeat(63)));
    return new IndexedReleaseRow(
        ReleaseId.of(NAME.id(), version),
        NAME.id(),
        version,
        "",
        NpmVersion.parse(version).orElseThrow().channel(),
        metadata(version, place),
        List.of(tarball),
        START.plus(Duration.ofDays(place * 31L)),
        new Position(10 + place),
        null,
        null,
        null,
        version.equals("0.9.0") ? "use \"1.x\"" : null,
        new Position(10 + place));
  }

  private static String metadata(String version, int place) {
    return """
    {"bin":{"ui":"bin/ui.js"},"dependencies":{"left-pad":"^1.%d.0"},\
    "description":"Charts \\"and\\" m\u00f6re","devDependencies":{"tap":"1"},\
    "dist":{"fileCount":%d,"unpackedSize":%d},"engines":{"node":">=20"},\
    "exports":{".":"./index.js"},\
    "hasInstallScript":true,"keywords":["charts"],"license":"UNLICENSED","name":"@acme/ui",\
    "peerDependencies":{"react":"19"},"scripts":{"install":"x"},"version":"%s"}\
    """
        .formatted(place, place + 2, 3_000_000_000L + place, version);
  }

  private static String publishedAt(String version) {
    return NpmIndex.time(row(version).publishedAt());
  }

  private static SortedMap<String, String> tags(String... pairs) {
    SortedMap<String, String> tags = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      tags.put(pairs[i], pairs[i + 1]);
    }
    return tags;
  }

  private static JsonNode json(byte[] document) throws Exception {
    return StrictJson.read(new ByteArrayInputStream(document));
  }

  private static void golden(String file, byte[] document) {
    new GoldenFile("npm/" + file).isExactly(document);
  }
}
