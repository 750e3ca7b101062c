package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RenderedPackages;
import dev.packledger.registry.shared.RenderedRelease;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A release as the compact index shows it, its line rendered once; what only single documents show
 * is read again for them.
 *
 * @param line of {@code info}, with its line feed
 * @param withdrawnAt null while it is listed
 */
public record GemRelease(
    ReleaseId id,
    GemVersion number,
    GemPlatform platform,
    String line,
    Artifact file,
    Instant publishedAt,
    Position publishedPosition,
    @Nullable Position withdrawnAt)
    implements RenderedRelease {
  private static final int OBJECTS_BYTES = 400;

  /** All packages, their releases in the order they were published. */
  static RenderedPackages<GemRelease> packages(RegistryIndex index) {
    return new RenderedPackages<>(
        index,
        Ecosystem.RUBYGEMS,
        GemRelease::of,
        Comparator.comparing(GemRelease::publishedPosition));
  }

  /** The release of a row. */
  static GemRelease of(String name, IndexedReleaseRow row) {
    GemSpecification specification = GemSpecification.of(row.packageMetadata());
    Artifact file = row.artifacts().getFirst();
    return new GemRelease(
        row.id(),
        specification.number(),
        specification.platform(),
        line(specification, file.digest().hex()),
        file,
        row.publishedAt(),
        row.publishedPosition(),
        row.yankedPosition());
  }

  static ReleaseId id(GemName name, GemVersion number, GemPlatform platform) {
    return ReleaseId.of(name.id(), number.canonical(), platform.identity());
  }

  /** rubygems/compact_index lib/compact_index/gem_version.rb, to_line. */
  private static String line(GemSpecification specification, String checksum) {
    String needs =
        specification.dependencies().stream()
            .filter(GemDependency::runtime)
            .sorted(Comparator.comparing(dependency -> dependency.name().text()))
            .map(dependency -> dependency.name() + ":" + dependency.requirement().line())
            .collect(Collectors.joining(","));
    StringBuilder line = new StringBuilder();
    line.append(shown(specification.number(), specification.platform()));
    line.append(' ').append(needs).append("|checksum:").append(checksum);
    if (!specification.requiredRuby().isAny()) {
      line.append(",ruby:").append(specification.requiredRuby().line());
    }
    if (!specification.requiredRubygems().isAny()) {
      line.append(",rubygems:").append(specification.requiredRubygems().line());
    }
    return line.append('\n').toString();
  }

  private static String shown(GemVersion number, GemPlatform platform) {
    return number.text() + (platform.isRuby() ? "" : "-" + platform.text());
  }

  /** Version and platform as the compact index writes them: {@code 1.0.0-java}. */
  String shown() {
    return shown(number, platform);
  }

  byte[] lineBytes() {
    return line.getBytes(UTF_8);
  }

  @Override
  public boolean listed() {
    return withdrawnAt == null;
  }

  @Override
  public long weight() {
    return line.length() + OBJECTS_BYTES;
  }
}
