package dev.packledger.registry.rubygems;

import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.json.CanonicalText;
import dev.packledger.registry.shared.json.StrictJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gem's metadata as the ledger keeps it: what its author said, less every person's name and
 * address (authors and e-mail, which are still inside the gem: the ledger is for ever, and people
 * must be forgettable), and less what only an unpacked gem needs (its files).
 *
 * @param number the version as it is written
 * @param texts {@code summary}, {@code description}, {@code homepage}, {@code rubygemsVersion},
 *     where they are not empty
 * @param metadata the author's own links and remarks
 */
public record GemSpecification(
    GemName name,
    GemVersion number,
    GemPlatform platform,
    List<GemDependency> dependencies,
    GemRequirement requiredRuby,
    GemRequirement requiredRubygems,
    List<String> licenses,
    SortedMap<String, String> texts,
    SortedMap<String, String> metadata) {
  static final String SUMMARY = "summary";
  static final String DESCRIPTION = "description";
  static final String HOMEPAGE = "homepage";
  static final String RUBYGEMS_VERSION = "rubygemsVersion";
  static final List<String> TEXTS = List.of(SUMMARY, DESCRIPTION, HOMEPAGE, RUBYGEMS_VERSION);

  public GemSpecification {
    dependencies = List.copyOf(dependencies);
    licenses = List.copyOf(licenses);
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** A text of {@link #TEXTS}; empty where the author gave none. */
  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** Name, version and platform as files are called: {@code ui-1.0.0-x86_64-linux}. */
  String fullName() {
    return fullName(name, number, platform);
  }

  static String fullName(GemName name, GemVersion number, GemPlatform platform) {
    return name.text() + '-' + number.text() + (platform.isRuby() ? "" : "-" + platform.text());
  }

  /** The canonical text of it, bounded. */
  String json(int charsMax) throws RefusedPublication {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    texts.forEach(json::put);
    json.put("name", name.text()).put("number", number.text()).put("platform", platform.text());
    ArrayNode needs = json.putArray("dependencies");
    for (GemDependency dependency : dependencies) {
      ObjectNode need = needs.addObject();
      need.put("name", dependency.name().text()).put("runtime", dependency.runtime());
      add(need, "requirement", dependency.requirement().texts());
    }
    add(json, "requiredRuby", requiredRuby.texts());
    add(json, "requiredRubygems", requiredRubygems.texts());
    add(json, "licenses", licenses);
    ObjectNode remarks = json.putObject("metadata");
    metadata.forEach(remarks::put);
    return bounded(json, charsMax);
  }

  private static String bounded(ObjectNode json, int charsMax) throws RefusedPublication {
    String text;
    try {
      text = CanonicalText.of(json);
    } catch (StrictJson.Malformed malformed) {
      throw new RefusedPublication(
          GemRefusal.METADATA_MALFORMED,
          "The gem's metadata was not taken: " + malformed.getMessage() + '.');
    }
    if (text.length() > charsMax) {
      throw new RefusedPublication(
          GemRefusal.METADATA_TOO_LARGE,
          "The gem's metadata is longer than " + charsMax + " characters.");
    }
    return text;
  }

  private static void add(ObjectNode to, String name, List<String> values) {
    ArrayNode array = to.putArray(name);
    values.forEach(array::add);
  }

  /** Reads what {@link #json} wrote. */
  static GemSpecification of(String json) {
    JsonNode kept = StrictJson.trusted(json);
    List<GemDependency> dependencies = new ArrayList<>();
    for (JsonNode need : kept.path("dependencies")) {
      dependencies.add(
          new GemDependency(
              new GemName(need.path("name").stringValue("")),
              requirement(need.path("requirement")),
              need.path("runtime").booleanValue(true)));
    }
    SortedMap<String, String> texts = new TreeMap<>();
    for (String name : TEXTS) {
      if (kept.has(name)) {
        texts.put(name, kept.path(name).stringValue(""));
      }
    }
    SortedMap<String, String> metadata = new TreeMap<>();
    kept.path("metadata")
        .properties()
        .forEach(e -> metadata.put(e.getKey(), e.getValue().stringValue("")));
    return new GemSpecification(
        new GemName(kept.path("name").stringValue("")),
        new GemVersion(kept.path("number").stringValue("")),
        new GemPlatform(kept.path("platform").stringValue("")),
        dependencies,
        requirement(kept.path("requiredRuby")),
        requirement(kept.path("requiredRubygems")),
        list(kept.path("licenses")),
        texts,
        metadata);
  }

  private static GemRequirement requirement(JsonNode texts) {
    return new GemRequirement(
        list(texts).stream().map(text -> GemRequirement.comparator(text).orElseThrow()).toList());
  }

  private static List<String> list(JsonNode array) {
    return array.valueStream().map(JsonNode::stringValue).toList();
  }
}
