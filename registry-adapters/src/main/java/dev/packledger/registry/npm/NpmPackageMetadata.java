package dev.packledger.registry.npm;

import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.json.CanonicalText;
import dev.packledger.registry.shared.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version's package metadata as the ledger keeps it: what the client sent, less what is not the
 * author's to say ({@code _id}, {@code dist}, {@code deprecated}), what the tarball tells better
 * (the readme), and every person's name and address (author, contributors, maintainers): the ledger
 * is for ever, and people must be forgettable. Those are still in the tarball.
 */
final class NpmPackageMetadata {
  private static final Set<String> DROPPED =
      Set.of(
          "author",
          "contributors",
          "maintainers",
          "authors",
          "readme",
          "readmeFilename",
          "dist",
          "deprecated",
          "hasInstallScript",
          "name",
          "version");
  private static final Set<String> KEPT_PRIVATE =
      Set.of("_hasShrinkwrap", "_nodeVersion", "_npmVersion");
  private static final List<String> MAPS_OF_TEXT =
      List.of(
          "dependencies",
          "optionalDependencies",
          "peerDependencies",
          "devDependencies",
          "engines",
          "scripts");
  private static final List<String> INSTALL_SCRIPTS =
      List.of("preinstall", "install", "postinstall");
  private static final Set<String> POLLUTING = Set.of("constructor", "prototype");

  private NpmPackageMetadata() {}

  /**
   * The canonical text of a version's package metadata.
   *
   * @param sent the version as the publication has it
   */
  static String normalised(
      JsonNode sent, NpmName name, NpmVersion version, NpmTarball tarball, NpmLimits limits)
      throws RefusedPublication {
    inert(sent);
    for (String field : MAPS_OF_TEXT) {
      mapOfText(sent, field);
    }
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : sent.properties()) {
      if (keeps(member.getKey())) {
        kept.set(member.getKey(), member.getValue().deepCopy());
      }
    }
    if (kept.get("bugs") instanceof ObjectNode bugs) {
      bugs.remove("email");
    }
    kept.put("name", name.text());
    kept.put("version", version.text());
    if (runsAtInstall(sent)) {
      kept.put("hasInstallScript", true);
    }
    kept.putObject("dist")
        .put("fileCount", tarball.fileCount())
        .put("unpackedSize", tarball.unpackedBytes());
    return bounded(kept, limits);
  }

  private static boolean keeps(String member) {
    return !DROPPED.contains(member) && (!member.startsWith("_") || KEPT_PRIVATE.contains(member));
  }

  private static boolean runsAtInstall(JsonNode sent) {
    return INSTALL_SCRIPTS.stream()
        .anyMatch(script -> !sent.path("scripts").path(script).stringValue("").isEmpty());
  }

  private static String bounded(JsonNode metadata, NpmLimits limits) throws RefusedPublication {
    String text;
    try {
      text = CanonicalText.of(metadata);
    } catch (StrictJson.Malformed malformed) {
      throw new RefusedPublication(
          NpmRefusal.METADATA_INVALID,
          "The package metadata was not taken: " + malformed.getMessage() + '.');
    }
    if (text.length() > limits.versionMetadataCharsMax()) {
      throw new RefusedPublication(
          NpmRefusal.METADATA_TOO_LARGE,
          "The package metadata is longer than "
              + limits.versionMetadataCharsMax()
              + " characters.");
    }
    return text;
  }

  /**
   * Refuses members that change an object's prototype in programs which merge what they parse.
   * {@code constructor} is also a package that may be depended on; as a text it is inert.
   */
  private static void inert(JsonNode value) throws RefusedPublication {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      boolean polluting =
          member.getKey().equals("__proto__")
              || (POLLUTING.contains(member.getKey()) && member.getValue().isContainer());
      if (polluting) {
        throw new RefusedPublication(
            NpmRefusal.KEY_FORBIDDEN, "The package metadata has a member " + member.getKey() + '.');
      }
      inert(member.getValue());
    }
    if (value.isArray()) {
      for (JsonNode element : value) {
        inert(element);
      }
    }
  }

  /** What every client reads as a map from text to text, must be one. */
  private static Map<String, String> mapOfText(JsonNode metadata, String field)
      throws RefusedPublication {
    JsonNode map = metadata.path(field);
    Map<String, String> texts = new TreeMap<>();
    boolean sound = map.isObject() || map.isMissingNode() || map.isNull();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      sound &= entry.getValue().isString();
      texts.put(entry.getKey(), entry.getValue().stringValue(""));
    }
    if (!sound) {
      throw new RefusedPublication(
          NpmRefusal.METADATA_INVALID,
          "The package metadata's " + field + " is not an object with text values.");
    }
    return texts;
  }
}
