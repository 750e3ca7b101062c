package dev.packledger.registry.rubygems;

import dev.packledger.registry.shared.RefusedPublication;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the YAML inside a gem, which nobody has reason to trust, as a graph of plain nodes: no
 * object of any kind is built of it. Objects that a client would refuse to build (rubygems
 * lib/rubygems/safe_yaml.rb) are refused here, so that nothing is published that cannot be
 * installed. Aliases, depth and size are bounded.
 */
final class GemYaml {
  private static final int ALIASES_MAX = 200;
  private static final int DEPTH_MAX = 16;
  private static final int NODES_MAX = 100_000;
  private static final String OF_RUBY = "!ruby/object:";
  private static final Set<Tag> PLAIN =
      Set.of(
          Tag.STR,
          Tag.SEQ,
          Tag.MAP,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.BINARY);
  private static final Set<String> PERMITTED =
      Set.of(
          "Gem::Specification",
          "Gem::Version",
          "Gem::Requirement",
          "Gem::Dependency",
          "Gem::Platform",
          "Gem::Version::Requirement");

  private final Map<String, Node> fields;

  private GemYaml(Map<String, Node> fields) {
    this.fields = fields;
  }

  /** Reads a gem's metadata. */
  static GemSpecification read(String yaml) throws RefusedPublication {
    Node root = graph(yaml);
    if (!root.getTag().getValue().equals(OF_RUBY + "Gem::Specification")) {
      throw malformed("it is no Gem::Specification");
    }
    return new GemYaml(members(root)).specification();
  }

  /** Reads a mapping from algorithm to file to checksum. */
  static SortedMap<String, SortedMap<String, String>> checksums(String yaml)
      throws RefusedPublication {
    SortedMap<String, SortedMap<String, String>> checksums = new TreeMap<>();
    for (Map.Entry<String, Node> algorithm : members(graph(yaml)).entrySet()) {
      SortedMap<String, String> files = new TreeMap<>();
      for (Map.Entry<String, Node> file : members(algorithm.getValue()).entrySet()) {
        files.put(file.getKey(), text(file.getValue()));
      }
      checksums.put(algorithm.getKey(), files);
    }
    return checksums;
  }

  private static Node graph(String yaml) throws RefusedPublication {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(ALIASES_MAX);
    options.setNestingDepthLimit(DEPTH_MAX);
    options.setCodePointLimit(Math.max(1, yaml.length()));
    Node root;
    try {
      root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
    } catch (YAMLException broken) {
      throw malformed("it is not YAML, or deeper than is taken");
    }
    if (root == null) {
      throw malformed("it is empty");
    }
    judge(root, Collections.newSetFromMap(new IdentityHashMap<>()));
    return root;
  }

  /** Every node once; aliases lead to nodes that were seen. */
  private static void judge(Node node, Set<Node> seen) throws RefusedPublication {
    if (!seen.add(node)) {
      return;
    }
    if (seen.size() > NODES_MAX) {
      throw malformed("it has too many parts");
    }
    String tag = node.getTag().getValue();
    if (!PLAIN.contains(node.getTag())
        && !(tag.startsWith(OF_RUBY) && PERMITTED.contains(tag.substring(OF_RUBY.length())))) {
      throw new RefusedPublication(
          GemRefusal.METADATA_TAG, "The gem's metadata asks for an object that no gem needs.");
    }
    switch (node) {
      case MappingNode mapping -> {
        for (NodeTuple tuple : mapping.getValue()) {
          judge(tuple.getKeyNode(), seen);
          judge(tuple.getValueNode(), seen);
        }
      }
      case SequenceNode sequence -> {
        for (Node element : sequence.getValue()) {
          judge(element, seen);
        }
      }
      default -> {
        // a scalar has no parts
      }
    }
  }

  private GemSpecification specification() throws RefusedPublication {
    SortedMap<String, String> texts = new TreeMap<>();
    put(texts, GemSpecification.SUMMARY, "summary");
    put(texts, GemSpecification.DESCRIPTION, "description");
    put(texts, GemSpecification.HOMEPAGE, "homepage");
    put(texts, GemSpecification.RUBYGEMS_VERSION, "rubygems_version");
    return new GemSpecification(
        GemName.parse(text(field("name")))
            .orElseThrow(
                () ->
                    refused(
                        GemRefusal.NAME_INVALID, "The gem's name is none that RubyGems allows.")),
        version(field("version")),
        platform(),
        dependencies(),
        requirement(fields.get("required_ruby_version")),
        requirement(fields.get("required_rubygems_version")),
        texts(fields.get("licenses")),
        texts,
        metadata());
  }

  private void put(SortedMap<String, String> texts, String name, String field)
      throws RefusedPublication {
    String text = text(fields.get(field));
    if (!text.isEmpty()) {
      texts.put(name, text);
    }
  }

  private Node field(String name) throws RefusedPublication {
    Node field = fields.get(name);
    if (field == null) {
      throw malformed("it has no " + name);
    }
    return field;
  }

  private GemPlatform platform() throws RefusedPublication {
    Node platform = fields.get("platform");
    // A list is how very old gems wrote it: cpu, system, version.
    String text =
        platform instanceof SequenceNode parts
            ? String.join("-", texts(parts).stream().filter(part -> !part.isEmpty()).toList())
            : text(platform);
    return GemPlatform.parse(text)
        .orElseThrow(
            () ->
                refused(GemRefusal.PLATFORM_INVALID, "The gem's platform is none that is known."));
  }

  private List<GemDependency> dependencies() throws RefusedPublication {
    List<GemDependency> dependencies = new ArrayList<>();
    for (Node node : elements(fields.get("dependencies"))) {
      Map<String, Node> dependency = members(node);
      GemName name =
          GemName.parse(text(dependency.get("name")))
              .orElseThrow(
                  () ->
                      refused(
                          GemRefusal.REQUIREMENT_INVALID,
                          "A dependency's name is none that RubyGems allows."));
      Node requirement =
          dependency.getOrDefault("requirement", dependency.get("version_requirements"));
      boolean runtime = !text(dependency.get("type")).equals(":development");
      dependencies.add(new GemDependency(name, requirement(requirement), runtime));
    }
    return dependencies;
  }

  private static GemRequirement requirement(@Nullable Node node) throws RefusedPublication {
    if (node == null || isNull(node)) {
      return GemRequirement.any();
    }
    List<GemRequirement.Comparator> comparators = new ArrayList<>();
    for (Node pair : elements(members(node).get("requirements"))) {
      List<Node> parts = elements(pair);
      Optional<GemRequirement.Comparator> comparator =
          parts.size() == 2
              ? GemRequirement.comparator(
                  text(parts.getFirst()) + ' ' + version(parts.getLast()).text())
              : Optional.empty();
      comparators.add(
          comparator.orElseThrow(
              () -> refused(GemRefusal.REQUIREMENT_INVALID, "A requirement of the gem is none.")));
    }
    return comparators.isEmpty() ? GemRequirement.any() : new GemRequirement(comparators);
  }

  private static GemVersion version(Node node) throws RefusedPublication {
    String text = node instanceof MappingNode ? text(members(node).get("version")) : text(node);
    return GemVersion.parse(text)
        .orElseThrow(
            () -> refused(GemRefusal.VERSION_INVALID, "A version in the gem's metadata is none."));
  }

  private SortedMap<String, String> metadata() throws RefusedPublication {
    SortedMap<String, String> metadata = new TreeMap<>();
    Node node = fields.get("metadata");
    if (node != null && !isNull(node)) {
      for (Map.Entry<String, Node> entry : members(node).entrySet()) {
        metadata.put(entry.getKey(), text(entry.getValue()));
      }
    }
    return metadata;
  }

  private static List<String> texts(@Nullable Node sequence) throws RefusedPublication {
    List<String> texts = new ArrayList<>();
    for (Node element : elements(sequence)) {
      texts.add(text(element));
    }
    return texts;
  }

  private static List<Node> elements(@Nullable Node node) throws RefusedPublication {
    if (node == null || isNull(node)) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw malformed("a list is none");
  }

  private static Map<String, Node> members(@Nullable Node node) throws RefusedPublication {
    if (!(node instanceof MappingNode mapping)) {
      throw malformed("an object is none");
    }
    Map<String, Node> members = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (members.put(text(tuple.getKeyNode()), tuple.getValueNode()) != null) {
        throw malformed("it says one thing twice");
      }
    }
    return members;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** A scalar as it is written; empty for nothing. */
  private static String text(@Nullable Node node) throws RefusedPublication {
    if (node == null || isNull(node)) {
      return "";
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw malformed("a text is none");
  }

  private static RefusedPublication malformed(String what) {
    return refused(
        GemRefusal.METADATA_MALFORMED, "The gem's metadata was not taken: " + what + '.');
  }

  private static RefusedPublication refused(GemRefusal refusal, String detail) {
    return new RefusedPublication(refusal, detail);
  }
}
