package dev.packledger.registry.npm;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.projections.registryindex.IndexedReleaseRow;
import dev.packledger.registry.shared.RegistryIndex;
import dev.packledger.registry.shared.RenderedPackages;
import dev.packledger.registry.shared.RenderedRelease;
import dev.packledger.registry.shared.json.CanonicalText;
import dev.packledger.registry.shared.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A release as npm's documents show it, its version objects rendered once: everything in them but
 * the address of the tree is the same for every asker. Whether one may see it is not known here.
 */
public final class NpmRelease implements RenderedRelease {
  /** What pacote and Arborist read to plan (npm/registry docs/responses/package-metadata.md). */
  private static final Set<String> ABBREVIATED =
      Set.of(
          "name",
          "version",
          "dependencies",
          "optionalDependencies",
          "devDependencies",
          "peerDependencies",
          "peerDependenciesMeta",
          "acceptDependencies",
          "bundleDependencies",
          "bundledDependencies",
          "bin",
          "directories",
          "engines",
          "os",
          "cpu",
          "libc",
          "funding",
          "deprecated",
          "hasInstallScript",
          "_hasShrinkwrap");

  private final ReleaseId id;
  private final NpmVersion version;
  private final Instant publishedAt;
  private final boolean yanked;
  private final String deprecation;
  private final Artifact tarball;
  private final JsonNode metadata;
  private final String distStart;
  private final String distEnd;
  private final byte[] full;
  private final byte[] abbreviated;

  private NpmRelease(NpmName name, NpmVersion version, IndexedReleaseRow row, Artifact tarball) {
    this.id = row.id();
    this.version = version;
    this.publishedAt = row.publishedAt();
    this.yanked = row.yanked();
    this.deprecation = row.deprecation() == null ? "" : row.deprecation();
    this.tarball = tarball;
    this.metadata = StrictJson.trusted(row.packageMetadata());
    JsonNode dist = metadata.path("dist");
    this.distStart =
        "{\"dist\":{\"fileCount\":"
            + dist.path("fileCount").asInt()
            + ",\"integrity\":\"sha512-"
            + base64(tarball.checksums().getOrDefault("sha512", ""))
            + "\",\"shasum\":\""
            + tarball.checksums().getOrDefault("sha1", "")
            + "\",\"tarball\":\"";
    this.distEnd =
        '/'
            + name.text()
            + "/-/"
            + tarball.filename()
            + "\",\"unpackedSize\":"
            + dist.path("unpackedSize").asLong()
            + '}';
    this.full = rest(members(name, false));
    this.abbreviated = rest(members(name, true));
  }

  /** All packages, their releases in ascending order of version. */
  static RenderedPackages<NpmRelease> packages(RegistryIndex index) {
    return new RenderedPackages<>(
        index, Ecosystem.NPM, NpmRelease::of, Comparator.comparing(NpmRelease::version));
  }

  /** The release of a row. */
  static NpmRelease of(String name, IndexedReleaseRow row) {
    return new NpmRelease(
        NpmName.parse(name).orElseThrow(),
        NpmVersion.parse(row.version()).orElseThrow(),
        row,
        row.artifacts().getFirst());
  }

  private ObjectNode members(NpmName name, boolean shortened) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : metadata.properties()) {
      boolean shown = !member.getKey().equals("dist");
      if (shown && (!shortened || ABBREVIATED.contains(member.getKey()))) {
        members.set(member.getKey(), member.getValue());
      }
    }
    if (!deprecation.isEmpty()) {
      members.put("deprecated", deprecation);
    }
    if (!shortened) {
      members.put("_id", name.text() + '@' + version.text());
    }
    return members;
  }

  /** The members after {@code dist}, whose own end stands before them. */
  private byte[] rest(ObjectNode members) {
    try {
      return (distEnd + ',' + CanonicalText.of(members).substring(1))
          .getBytes(StandardCharsets.UTF_8);
    } catch (StrictJson.Malformed impossible) {
      throw new AssertionError("the ledger holds metadata that was never canonical", impossible);
    }
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  @Override
  public ReleaseId id() {
    return id;
  }

  public NpmVersion version() {
    return version;
  }

  public Instant publishedAt() {
    return publishedAt;
  }

  /** Withdrawn, by {@code npm unpublish} or the API. */
  public boolean yanked() {
    return yanked;
  }

  @Override
  public boolean listed() {
    return !yanked;
  }

  /** What clients show of it; empty where it is not deprecated. */
  public String deprecation() {
    return deprecation;
  }

  public Artifact tarball() {
    return tarball;
  }

  @Override
  public long weight() {
    return 3L * full.length + abbreviated.length + 500;
  }

  /** A text of the package metadata, such as its description; empty where it has none. */
  String text(String field) {
    return metadata.path(field).stringValue("");
  }

  /** A list of texts of the package metadata, such as its keywords. */
  List<String> texts(String field) {
    JsonNode list = metadata.path(field);
    return list.isArray()
        ? list.valueStream().filter(JsonNode::isString).map(JsonNode::stringValue).toList()
        : List.of();
  }

  /** Writes the version object. */
  void write(Bytes to, URI base, NpmIndex.Form form) {
    to.add(distStart).add(base.toString());
    to.add(
        switch (form) {
          case FULL -> full;
          case ABBREVIATED -> abbreviated;
        });
  }

  /** A document that grows; ASCII is added as text. */
  static final class Bytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

    Bytes add(String text) {
      bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Bytes add(byte[] utf8) {
      bytes.writeBytes(utf8);
      return this;
    }

    byte[] done() {
      return bytes.toByteArray();
    }
  }
}
