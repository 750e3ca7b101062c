package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.registry.shared.json.CanonicalText;
import dev.packledger.registry.shared.json.StrictJson;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What update bots read of one gem (guides.rubygems.org/rubygems-org-api, "Gem methods" and "Gem
 * version methods"), as far as it is kept.
 */
final class GemJson {
  /** A visible release with all that is kept of it. */
  record Described(GemRelease release, GemSpecification specification) {}

  private GemJson() {}

  /** {@code api/v1/versions/NAME.json}: newest first. */
  static byte[] versions(List<Described> visible) {
    ArrayNode versions = JsonNodeFactory.instance.arrayNode();
    visible.stream().sorted(NEWEST_FIRST).forEach(described -> version(versions, described));
    return bytes(versions);
  }

  /** {@code api/v1/gems/NAME.json}: the newest. */
  static byte[] gem(List<Described> visible, URI base) {
    Described newest =
        visible.stream()
            .filter(described -> !described.specification().number().prerelease())
            .min(NEWEST_FIRST)
            .orElseGet(() -> visible.stream().min(NEWEST_FIRST).orElseThrow());
    GemSpecification specification = newest.specification();
    ObjectNode gem = JsonNodeFactory.instance.objectNode();
    common(gem, newest);
    gem.put("name", specification.name().text()).put("version", specification.number().text());
    gem.put("info", specification.text(GemSpecification.DESCRIPTION));
    gem.put("homepage_uri", specification.texts().get(GemSpecification.HOMEPAGE));
    gem.put("gem_uri", base + "/gems/" + newest.release().file().filename());
    for (String link : List.of("changelog_uri", "source_code_uri", "documentation_uri")) {
      String address = specification.metadata().get(link);
      gem.put(link, address);
    }
    ObjectNode dependencies = gem.putObject("dependencies");
    needs(dependencies.putArray("development"), specification, false);
    needs(dependencies.putArray("runtime"), specification, true);
    return bytes(gem);
  }

  private static final Comparator<Described> NEWEST_FIRST =
      Comparator.<Described, GemVersion>comparing(described -> described.specification().number())
          .reversed()
          .thenComparing(described -> described.specification().platform().text());

  private static void version(ArrayNode versions, Described described) {
    GemSpecification specification = described.specification();
    ObjectNode version = versions.addObject();
    common(version, described);
    version.put("created_at", described.release().publishedAt().toString());
    version.put("number", specification.number().text());
    version.put("summary", specification.text(GemSpecification.SUMMARY));
    version.put("prerelease", specification.number().prerelease());
    version.put("ruby_version", specification.requiredRuby().list());
    version.put("rubygems_version", specification.requiredRubygems().list());
  }

  private static void common(ObjectNode json, Described described) {
    GemSpecification specification = described.specification();
    json.put("platform", specification.platform().text());
    json.put("sha", described.release().file().digest().hex());
    ArrayNode licenses = json.putArray("licenses");
    specification.licenses().forEach(licenses::add);
    ObjectNode metadata = json.putObject("metadata");
    specification.metadata().forEach(metadata::put);
  }

  private static void needs(ArrayNode to, GemSpecification specification, boolean runtime) {
    for (GemDependency dependency : specification.dependencies()) {
      if (dependency.runtime() == runtime) {
        to.addObject()
            .put("name", dependency.name().text())
            .put("requirements", dependency.requirement().list());
      }
    }
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return CanonicalText.of(json).getBytes(UTF_8);
    } catch (StrictJson.Malformed impossible) {
      throw new AssertionError("the ledger holds metadata that was never canonical", impossible);
    }
  }
}
