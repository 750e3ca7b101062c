package dev.packledger.registry.npm;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.RefusedPublication;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the body of a PUT on a package asks for. What the client says of its tarball (length,
 * checksums, name, version, dependencies) is compared with the bytes that arrived and never
 * believed; a {@code .sigstore} attachment (provenance) is accepted and not kept.
 */
public sealed interface NpmPublication {
  /**
   * A new version, whose tarball lies complete in its stage.
   *
   * @param packageMetadata the normalised package metadata as canonical JSON text
   * @param tags the dist-tags that shall name it
   */
  record NewRelease(
      NpmVersion version,
      String filename,
      long size,
      SortedMap<String, String> checksums,
      String packageMetadata,
      List<String> tags)
      implements NpmPublication {
    public NewRelease {
      checksums = Collections.unmodifiableSortedMap(new TreeMap<>(checksums));
      tags = List.copyOf(tags);
    }

    /** The tarball under the digest that it was kept by. */
    public Artifact artifact(Digest digest) {
      return new Artifact(filename, digest, size, checksums);
    }
  }

  /**
   * An edited packument without a tarball, as {@code npm deprecate} and {@code npm unpublish} send
   * it.
   *
   * @param revision the one it was read at; null where it does not say
   * @param deprecations by version as written; empty for a version that is not deprecated
   */
  record Edit(@Nullable String revision, SortedMap<String, String> deprecations)
      implements NpmPublication {
    public Edit {
      deprecations = Collections.unmodifiableSortedMap(new TreeMap<>(deprecations));
    }
  }

  /** It is not to be taken. */
  record Refused(Outcome.Refused refused) implements NpmPublication {}

  /**
   * Reads a body.
   *
   * @param name as the address has it
   * @param staged takes the tarball, if one comes; the caller keeps or closes it
   * @throws IOException where the client or the disk fails
   */
  static NpmPublication read(InputStream body, NpmName name, NpmLimits limits, Blobs.Staged staged)
      throws IOException {
    try {
      NpmPutBody document = NpmPutBody.read(body, limits, staged);
      if (document.member("name").map(n -> !n.stringValue("").equals(name.text())).orElse(false)) {
        throw new RefusedPublication(
            NpmRefusal.NAME_MISMATCH, "The publication names another package than its address.");
      }
      return document.hasAttachments()
          ? new Reading(document, name, limits, staged).release()
          : edit(document);
    } catch (RefusedPublication refused) {
      return new Refused(refused.refused());
    }
  }

  private static NpmPublication edit(NpmPutBody document) throws RefusedPublication {
    SortedMap<String, String> deprecations = new TreeMap<>();
    JsonNode versions =
        document
            .member("versions")
            .filter(JsonNode::isObject)
            .orElseThrow(
                () ->
                    new RefusedPublication(
                        NpmRefusal.UNSUPPORTED, "This registry does not keep what was sent."));
    for (Map.Entry<String, JsonNode> version : versions.properties()) {
      deprecations.put(version.getKey(), version.getValue().path("deprecated").stringValue(""));
    }
    return new Edit(
        document.member("_rev").map(rev -> rev.stringValue("")).orElse(null), deprecations);
  }

  /** One publication on its way from document to release. */
  final class Reading {
    private final NpmPutBody document;
    private final NpmName name;
    private final NpmLimits limits;
    private final Blobs.Staged staged;

    private Reading(NpmPutBody document, NpmName name, NpmLimits limits, Blobs.Staged staged) {
      this.document = document;
      this.name = name;
      this.limits = limits;
      this.staged = staged;
    }

    private NewRelease release() throws IOException, RefusedPublication {
      NpmPutBody.Tarball came =
          document
              .tarball()
              .orElseThrow(
                  () ->
                      new RefusedPublication(
                          NpmRefusal.ATTACHMENT, "The publication has no tarball."));
      Map.Entry<String, JsonNode> only = onlyVersion();
      JsonNode sent = only.getValue();
      NpmVersion version = version(only.getKey(), sent);
      List<String> tags = tags(version);
      sameBytes(came, sent.path("dist"));
      NpmTarball tarball = NpmTarball.read(staged::open, limits);
      String metadata = NpmPackageMetadata.normalised(sent, name, version, tarball, limits);
      new NpmMetadataComparison(sent, tarball.packageJson()).check(name, version);
      return new NewRelease(
          version, name.filename(version), came.bytes(), came.checksums(), metadata, tags);
    }

    private Map.Entry<String, JsonNode> onlyVersion() throws RefusedPublication {
      JsonNode versions = document.member("versions").orElse(null);
      if (versions == null || versions.properties().size() != 1) {
        throw new RefusedPublication(
            NpmRefusal.ATTACHMENT, "A publication has exactly one version with its tarball.");
      }
      return versions.properties().iterator().next();
    }

    private NpmVersion version(String key, JsonNode sent) throws RefusedPublication {
      NpmVersion version =
          NpmVersion.parse(key)
              .orElseThrow(
                  () ->
                      new RefusedPublication(
                          NpmRefusal.VERSION_INVALID, "The version is not a semantic version."));
      if (!sent.path("name").stringValue("").equals(name.text())) {
        throw new RefusedPublication(
            NpmRefusal.NAME_MISMATCH, "The version names another package than its address.");
      }
      if (NpmVersion.clean(sent.path("version").stringValue(""))
          .filter(version::equals)
          .isEmpty()) {
        throw new RefusedPublication(
            NpmRefusal.VERSION_MISMATCH, "The version says that it is another version.");
      }
      return version;
    }

    private List<String> tags(NpmVersion version) throws RefusedPublication {
      JsonNode tags = document.member("dist-tags").orElse(null);
      if (tags == null) {
        return List.of();
      }
      for (Map.Entry<String, JsonNode> tag : tags.properties()) {
        if (!NpmTag.valid(tag.getKey())) {
          throw new RefusedPublication(NpmRefusal.TAG_INVALID, NpmTag.RULE);
        }
        if (NpmVersion.parse(tag.getValue().stringValue("")).filter(version::equals).isEmpty()) {
          throw new RefusedPublication(
              NpmRefusal.VERSION_MISMATCH, "A tag names another version than is published.");
        }
      }
      return List.copyOf(tags.propertyNames());
    }

    private static void sameBytes(NpmPutBody.Tarball came, JsonNode dist)
        throws RefusedPublication {
      boolean same = came.declaredLength() < 0 || came.declaredLength() == came.bytes();
      String shasum = dist.path("shasum").stringValue("");
      same &= shasum.isEmpty() || shasum.equals(came.checksums().get("sha1"));
      for (String integrity : dist.path("integrity").stringValue("").strip().split("\\s+", -1)) {
        same &= agrees(integrity, came.checksums());
      }
      if (!same) {
        throw new RefusedPublication(
            NpmRefusal.INTEGRITY_MISMATCH,
            "The tarball that arrived is not the one that the publication describes.");
      }
    }

    /** By W3C Subresource Integrity; algorithms that are not computed here say nothing. */
    private static boolean agrees(String integrity, SortedMap<String, String> checksums) {
      int dash = integrity.indexOf('-');
      String checksum = dash < 0 ? null : checksums.get(integrity.substring(0, dash));
      if (checksum == null) {
        return true;
      }
      String encoded = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(checksum));
      return integrity.substring(dash + 1).split("\\?", 2)[0].equals(encoded);
    }
  }
}
