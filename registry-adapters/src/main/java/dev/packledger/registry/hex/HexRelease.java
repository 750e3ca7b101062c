package dev.packledger.registry.hex;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RenderedPackages;
import dev.packledger.registry.shared.RenderedRelease;
import dev.packledger.registry.shared.json.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A release as Hex's documents show it. Whether one may see it is not known here.
 *
 * @param metadata as {@link HexMetadata} normalised it
 * @param retirement null where clients need no warning
 * @param artifacts the tarball first; documentation and whatever else was added after it
 */
record HexRelease(
    ReleaseId id,
    HexVersion version,
    Instant publishedAt,
    @Nullable HexRetirement retirement,
    JsonNode metadata,
    List<HexDependency> dependencies,
    List<Artifact> artifacts)
    implements RenderedRelease {
  HexRelease {
    dependencies = List.copyOf(dependencies);
    artifacts = List.copyOf(artifacts);
  }

  /** All packages, their releases in ascending order of version. */
  static RenderedPackages<HexRelease> packages(RegistryIndex index) {
    return new RenderedPackages<>(
        index, Ecosystem.HEX, (name, row) -> of(row), Comparator.comparing(HexRelease::version));
  }

  /** The release of a row. */
  static HexRelease of(IndexedReleaseRow row) {
    return of(
        row.id(),
        HexVersion.parse(row.version()).orElseThrow(),
        row.publishedAt(),
        HexRetirement.of(row.yankReason(), row.deprecation()),
        row.packageMetadata(),
        row.artifacts());
  }

  /** A release of its parts; the metadata is text that this program wrote. */
  static HexRelease of(
      ReleaseId id,
      HexVersion version,
      Instant publishedAt,
      @Nullable HexRetirement retirement,
      String packageMetadata,
      List<Artifact> artifacts) {
    JsonNode metadata = StrictJson.trusted(packageMetadata);
    return new HexRelease(
        id,
        version,
        publishedAt,
        retirement,
        metadata,
        dependencies(metadata.path("requirements")),
        artifacts);
  }

  private static List<HexDependency> dependencies(JsonNode requirements) {
    List<HexDependency> dependencies = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : requirements.properties()) {
      JsonNode dependency = entry.getValue();
      dependencies.add(
          new HexDependency(
              entry.getKey(),
              dependency.path("requirement").stringValue(),
              dependency.path("optional").booleanValue(),
              dependency.path("app").stringValue(),
              dependency.path("repository").stringValue("")));
    }
    return dependencies;
  }

  Artifact tarball() {
    return artifacts.getFirst();
  }

  /** The documentation; empty where none was uploaded. */
  Optional<Artifact> docs(HexName name) {
    return artifacts.stream()
        .filter(artifact -> artifact.filename().equals(name.docsFilename(version)))
        .findFirst();
  }

  /** SHA-256 of what is inside the tarball. */
  byte[] innerChecksum() {
    return HexFormat.of().parseHex(metadata.path("inner_checksum").stringValue());
  }

  /** SHA-256 of the tarball. */
  byte[] outerChecksum() {
    return HexFormat.of().parseHex(tarball().digest().hex());
  }

  /**
   * Always: Hex keeps a retired release in its index, with a warning, so that a lock file that
   * names it goes on working.
   */
  @Override
  public boolean listed() {
    return true;
  }

  @Override
  public long weight() {
    return 1500 + 300L * dependencies.size() + 4L * metadata.toString().length();
  }
}
