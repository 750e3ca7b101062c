package dev.packledger.projections.registryindex;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.RowQueries;
import dev.packledger.projections.RowQueries.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an index document is made of. Nothing here is filtered by access: the caller asks for a
 * decision on each package and release before it shows one.
 */
public final class RegistryIndexQueries {
  private static final String PACKAGES =
      """
      SELECT id, ecosystem, name, owner, greatest(
        position,
        (SELECT max(position) FROM projections.registryindex_releases WHERE pkg = package.id),
        (SELECT max(position) FROM projections.registryindex_tags WHERE pkg = package.id)
      ) AS position FROM projections.registryindex_packages package\
      """;

  private final JdbcClient jdbc;
  private final RowQueries<IndexedPackageRow> packages;
  private final RowQueries<ReleaseAlone> releases;
  private final RowQueries<ArtifactOf> artifacts;
  private final RowQueries<IndexedTagRow> tags;
  private final RowQueries<ReleaseId> releaseIds;
  private final RowQueries<LicenseId> licenses;

  public RegistryIndexQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
    packages = new RowQueries<>(jdbc, PACKAGES, "name", RegistryIndexQueries::pkg);
    releases =
        new RowQueries<>(
            jdbc,
            "SELECT * FROM projections.registryindex_releases",
            "published_position",
            ReleaseAlone::new);
    artifacts =
        new RowQueries<>(
            jdbc,
            "SELECT * FROM projections.registryindex_artifacts",
            "filename",
            RegistryIndexQueries::artifact);
    tags =
        new RowQueries<>(
            jdbc, "SELECT * FROM projections.registryindex_tags", "tag", RegistryIndexQueries::tag);
    releaseIds =
        new RowQueries<>(
            jdbc,
            "SELECT id FROM projections.registryindex_releases",
            "published_position",
            columns -> columns.id("id", ReleaseId::new));
    licenses =
        new RowQueries<>(
            jdbc,
            """
            SELECT license FROM projections.registryindex_license_buyers
            JOIN projections.registryindex_license_packages USING (license)\
            """,
            "license",
            columns -> columns.id("license", LicenseId::new));
  }

  /** The position of the last event that these answers know. */
  public Position position() {
    return RowQueries.position(jdbc, "registryindex");
  }

  public Optional<IndexedPackageRow> pkg(PackageId id) {
    return packages.one(Map.of("id", id));
  }

  /**
   * @param name the ecosystem's canonical name
   */
  public Optional<IndexedPackageRow> pkg(Ecosystem ecosystem, String name) {
    return pkg(PackageId.of(ecosystem, name));
  }

  /**
   * Every package of an ecosystem that the organisation owns, or that some licence which it holds
   * or held names or named, by name. Which of them it may see is for a decision to say.
   */
  public List<IndexedPackageRow> packages(OrganizationId organization, Ecosystem ecosystem) {
    return packages.all(
        """
        WHERE ecosystem = :ecosystem AND (owner = :organization OR id IN (
          SELECT pkg FROM projections.registryindex_license_packages
          JOIN projections.registryindex_license_buyers USING (license)
          WHERE buyer = :organization
        ))
        ORDER BY name
        """,
        Map.of("ecosystem", ecosystem, "organization", organization));
  }

  public Optional<IndexedReleaseRow> release(ReleaseId id) {
    return releases
        .one(Map.of("id", id))
        .map(
            release ->
                release.with(
                    artifacts.all(
                        "WHERE release = :id ORDER BY position, ordinal", Map.of("id", id))));
  }

  /** Every release of a package in the order they were published, yanked ones too. */
  public List<IndexedReleaseRow> releases(PackageId pkg) {
    return releases(List.of(pkg)).getOrDefault(pkg, List.of());
  }

  /** The same of several packages, each by itself; those without a release are left out. */
  public Map<PackageId, List<IndexedReleaseRow>> releases(Collection<PackageId> packages) {
    Map<String, ?> asked = Map.of("packages", packages);
    Map<ReleaseId, List<ArtifactOf>> files =
        artifacts
            .all(
                """
                WHERE release IN (
                  SELECT id FROM projections.registryindex_releases WHERE pkg = ANY (:packages)
                )
                ORDER BY release, position, ordinal
                """,
                asked)
            .stream()
            .collect(Collectors.groupingBy(ArtifactOf::release));
    return releases
        .all("WHERE pkg = ANY (:packages) ORDER BY pkg, published_position", asked)
        .stream()
        .map(release -> release.with(files.getOrDefault(release.id(), List.of())))
        .collect(Collectors.groupingBy(IndexedReleaseRow::pkg));
  }

  /** The ids of all releases of a package in the order they were published, yanked ones too. */
  public List<ReleaseId> releaseIds(PackageId pkg) {
    return releaseIds.all(Map.of("pkg", pkg));
  }

  /** The licences that an organisation holds or held and which name or named a package. */
  public List<LicenseId> licenses(OrganizationId buyer, PackageId pkg) {
    return licenses.all(Map.of("buyer", buyer, "pkg", pkg));
  }

  /** The package's tags, by name. */
  public List<IndexedTagRow> tags(PackageId pkg) {
    return tags(List.of(pkg)).getOrDefault(pkg, List.of());
  }

  /** The same of several packages; those without a tag are left out. */
  public Map<PackageId, List<IndexedTagRow>> tags(Collection<PackageId> packages) {
    return tags
        .all(
            "WHERE pkg = ANY (:packages) AND version IS NOT NULL ORDER BY pkg, tag",
            Map.of("packages", packages))
        .stream()
        .collect(Collectors.groupingBy(IndexedTagRow::pkg));
  }

  /** The releases that have a file with these bytes, first published first. */
  public List<ReleaseId> releasesWith(Digest digest) {
    return releaseIds.all(
        """
        WHERE id IN (
          SELECT release FROM projections.registryindex_artifacts WHERE digest = :digest
        )
        ORDER BY published_position
        """,
        Map.of("digest", digest));
  }

  /** The bytes that an organisation's packages take, each file counted once, in bytes. */
  public long storedBytes(OrganizationId owner) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(size), 0) FROM (
              SELECT DISTINCT digest, size FROM projections.registryindex_packages package
              JOIN projections.registryindex_releases release ON release.pkg = package.id
              JOIN projections.registryindex_artifacts artifact ON artifact.release = release.id
              WHERE package.owner = :owner
            ) files
            """)
        .param("owner", owner.value())
        .query(Long.class)
        .single();
  }

  private record ArtifactOf(ReleaseId release, Artifact artifact) {}

  private static ArtifactOf artifact(Columns columns) {
    Map<String, String> checksums = new TreeMap<>();
    for (String checksum : columns.texts("checksums")) {
      int colon = checksum.indexOf(':');
      checksums.put(checksum.substring(0, colon), checksum.substring(colon + 1));
    }
    return new ArtifactOf(
        columns.id("release", ReleaseId::new),
        new Artifact(
            columns.text("filename"),
            columns.id("digest", Digest::new),
            columns.number("size"),
            checksums));
  }

  private static IndexedPackageRow pkg(Columns columns) {
    return new IndexedPackageRow(
        columns.id("id", PackageId::new),
        columns.constant("ecosystem", Ecosystem.class),
        columns.text("name"),
        columns.id("owner", OrganizationId::new),
        columns.position("position"));
  }

  /** A release whose files are still to be read. */
  private record ReleaseAlone(IndexedReleaseRow row) {
    ReleaseAlone(Columns columns) {
      this(
          new IndexedReleaseRow(
              columns.id("id", ReleaseId::new),
              columns.id("pkg", PackageId::new),
              columns.text("version"),
              columns.text("platform"),
              columns.text("channel"),
              columns.text("package_metadata"),
              List.of(),
              columns.instant("published_at"),
              columns.position("published_position"),
              columns.instantOrNull("yanked_at"),
              columns.positionOrNull("yanked_position"),
              columns.textOrNull("yank_reason"),
              columns.textOrNull("deprecation"),
              columns.position("position")));
    }

    ReleaseId id() {
      return row.id();
    }

    IndexedReleaseRow with(List<ArtifactOf> artifacts) {
      return row.with(artifacts.stream().map(ArtifactOf::artifact).toList());
    }
  }

  private static IndexedTagRow tag(Columns columns) {
    return new IndexedTagRow(
        columns.id("pkg", PackageId::new),
        columns.text("tag"),
        columns.text("version"),
        columns.instant("moved_at"),
        columns.position("position"));
  }
}
