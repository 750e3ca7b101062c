package dev.packledger.registry.hex;

import dev.packledger.registry.hex.terms.ErlangTerm;
import dev.packledger.registry.hex.terms.ErlangTerm.Items;
import dev.packledger.registry.hex.terms.ErlangTerm.Mapping;
import dev.packledger.registry.hex.terms.ErlangTerm.Tuple;
import dev.packledger.registry.shared.RefusedPublication;
import dev.packledger.registry.shared.json.CanonicalText;
import dev.packledger.registry.shared.json.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The metadata of a package (hexpm/specifications package_metadata.md), from the terms of its
 * tarball to the JSON that the ledger keeps: what indexes and the API show, and nothing else. Lists
 * of pairs, as mix and rebar3 write them, and maps are one.
 */
final class HexMetadata {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern APP = Pattern.compile("[a-z][a-zA-Z0-9_@]{0,254}");

  /** hex_core guesses what builds a package that does not say it (hex_tarball.erl). */
  private static final Map<String, String> BUILD_FILES =
      Map.of(
          "mix.exs",
          "mix",
          "rebar.config",
          "rebar3",
          "rebar",
          "rebar3",
          "Makefile",
          "make",
          "Makefile.win",
          "make");

  private final Map<String, ErlangTerm> fields;

  private HexMetadata(Map<String, ErlangTerm> fields) {
    this.fields = fields;
  }

  /**
   * How a publisher's dependencies are told apart.
   *
   * @param repository the name of the publisher's own repository
   * @param here whether a package of this name is the publisher's or licensed to them
   */
  record Surroundings(String repository, Predicate<HexName> here) {}

  static HexMetadata of(List<ErlangTerm> terms) throws RefusedPublication {
    return new HexMetadata(
        pairs(new Items(terms))
            .orElseThrow(
                () ->
                    new RefusedPublication(
                        HexRefusal.METADATA_MALFORMED,
                        "The metadata.config is no list of pairs.")));
  }

  HexName name() throws RefusedPublication {
    return HexName.parse(text("name"))
        .orElseThrow(
            () ->
                new RefusedPublication(
                    HexRefusal.NAME_INVALID,
                    "A package's name has lower-case letters, digits and _, begins with a letter,"
                        + " and is not reserved."));
  }

  HexVersion version() throws RefusedPublication {
    return HexVersion.parse(text("version"))
        .orElseThrow(
            () ->
                new RefusedPublication(
                    HexRefusal.VERSION_INVALID, "The version is none that Elixir reads."));
  }

  /** The canonical JSON that the ledger keeps. */
  String normalised(String innerChecksum, Surroundings surroundings, int charsMax)
      throws RefusedPublication {
    ObjectNode kept = NODES.objectNode();
    String app = text("app");
    if (!APP.matcher(app).matches()) {
      throw invalid("app is missing, or no name of an OTP application");
    }
    kept.put("app", app);
    kept.set("build_tools", array(buildTools()));
    put(kept, "description");
    put(kept, "elixir");
    kept.put("inner_checksum", innerChecksum);
    kept.set("licenses", array(texts("licenses")));
    kept.set("links", links());
    kept.set("requirements", requirements(surroundings));
    String elixir = text("elixir");
    if (!elixir.isEmpty() && !HexRequirement.valid(elixir)) {
      throw invalid("elixir is no requirement");
    }
    String text = canonical(kept);
    if (text.length() > charsMax) {
      throw new RefusedPublication(
          HexRefusal.METADATA_TOO_LARGE, "The metadata has more than " + charsMax + " characters.");
    }
    return text;
  }

  private static String canonical(ObjectNode kept) throws RefusedPublication {
    try {
      return CanonicalText.of(kept);
    } catch (StrictJson.Malformed malformed) {
      throw invalid(String.valueOf(malformed.getMessage()));
    }
  }

  private void put(ObjectNode kept, String field) {
    String text = text(field);
    if (!text.isEmpty()) {
      kept.put(field, text);
    }
  }

  private List<String> buildTools() throws RefusedPublication {
    List<String> tools = new ArrayList<>(texts("build_tools"));
    if (!fields.containsKey("build_tools")) {
      texts("files").stream()
          .map(BUILD_FILES::get)
          .filter(tool -> tool != null)
          .sorted()
          .forEach(tools::add);
    }
    if (tools.isEmpty()) {
      throw invalid("build_tools is missing");
    }
    return tools.stream().distinct().toList();
  }

  private ObjectNode links() throws RefusedPublication {
    ObjectNode links = NODES.objectNode();
    for (Map.Entry<String, ErlangTerm> link : nested("links").entrySet()) {
      link.getValue().text().ifPresent(address -> links.put(link.getKey(), address));
    }
    return links;
  }

  private ObjectNode requirements(Surroundings surroundings) throws RefusedPublication {
    ObjectNode requirements = NODES.objectNode();
    for (Map.Entry<String, Map<String, ErlangTerm>> entry : dependencies().entrySet()) {
      requirements.set(entry.getKey(), requirement(entry.getKey(), entry.getValue(), surroundings));
    }
    return requirements;
  }

  /** By name: pairs of name and fields, or lists of fields with a name among them. */
  private Map<String, Map<String, ErlangTerm>> dependencies() throws RefusedPublication {
    Map<String, Map<String, ErlangTerm>> dependencies = new LinkedHashMap<>();
    ErlangTerm sent = fields.getOrDefault("requirements", new Items(List.of()));
    if (sent instanceof Items(List<ErlangTerm> items)
        && !items.isEmpty()
        && items.getFirst() instanceof Items) {
      for (ErlangTerm item : items) {
        Map<String, ErlangTerm> dependency =
            pairs(item).orElseThrow(() -> invalid("requirements is no list of pairs"));
        dependencies.put(field(dependency, "name"), dependency);
      }
      return dependencies;
    }
    for (Map.Entry<String, ErlangTerm> entry : nested("requirements").entrySet()) {
      dependencies.put(
          entry.getKey(),
          pairs(entry.getValue()).orElseThrow(() -> invalid("requirements is no list of pairs")));
    }
    return dependencies;
  }

  private static ObjectNode requirement(
      String name, Map<String, ErlangTerm> sent, Surroundings surroundings)
      throws RefusedPublication {
    if (!HexName.spelledAsOne(name)) {
      throw new RefusedPublication(
          HexRefusal.NAME_INVALID, "A dependency has no name of a package.");
    }
    String requirement = field(sent, "requirement");
    if (!HexRequirement.valid(requirement)) {
      throw new RefusedPublication(
          HexRefusal.REQUIREMENT_INVALID,
          "The requirement of " + name + " is none that Elixir reads.");
    }
    String app = field(sent, "app");
    ObjectNode kept = NODES.objectNode();
    kept.put("app", app.isEmpty() ? name : app);
    kept.put("optional", field(sent, "optional").equals("true"));
    kept.put("repository", repository(name, field(sent, "repository"), surroundings));
    kept.put("requirement", requirement);
    return kept;
  }

  /**
   * Where a dependency is found; empty for the repository of whoever installs the release. rebar3's
   * tools name none at all, so a name that is known here is taken to be found here: to look for it
   * on hex.pm is what an attacker would wish for.
   */
  private static String repository(String name, String sent, Surroundings surroundings)
      throws RefusedPublication {
    if (sent.equals(surroundings.repository())) {
      return "";
    }
    if (sent.isEmpty()) {
      return HexName.parse(name).filter(surroundings.here()).isPresent()
          ? ""
          : HexDependency.PUBLIC;
    }
    if (sent.equals(HexDependency.PUBLIC)) {
      return HexDependency.PUBLIC;
    }
    throw new RefusedPublication(
        HexRefusal.DEPENDENCY_REPOSITORY,
        "The dependency "
            + name
            + " names a repository that is neither hexpm nor "
            + surroundings.repository()
            + '.');
  }

  private String text(String field) {
    return field(fields, field);
  }

  private static String field(Map<String, ErlangTerm> fields, String field) {
    ErlangTerm value = fields.get(field);
    if (value == null || value instanceof ErlangTerm.Atom(String atom) && isNone(atom)) {
      return "";
    }
    return value.text().orElse("");
  }

  private static boolean isNone(String atom) {
    return atom.equals("nil") || atom.equals("undefined") || atom.equals("null");
  }

  private List<String> texts(String field) {
    return fields.get(field) instanceof Items(List<ErlangTerm> items)
        ? items.stream().map(ErlangTerm::text).flatMap(Optional::stream).toList()
        : List.of();
  }

  private static ArrayNode array(List<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private Map<String, ErlangTerm> nested(String field) throws RefusedPublication {
    return pairs(fields.getOrDefault(field, new Items(List.of())))
        .orElseThrow(() -> invalid(field + " is no list of pairs"));
  }

  /** A map, or a list of pairs, each key once. */
  private static Optional<Map<String, ErlangTerm>> pairs(ErlangTerm term) {
    Map<String, ErlangTerm> pairs = new LinkedHashMap<>();
    boolean sound = true;
    if (term instanceof Mapping(Map<ErlangTerm, ErlangTerm> entries)) {
      for (Map.Entry<ErlangTerm, ErlangTerm> entry : entries.entrySet()) {
        sound &= put(pairs, entry.getKey(), entry.getValue());
      }
      return sound ? Optional.of(pairs) : Optional.empty();
    }
    if (!(term instanceof Items(List<ErlangTerm> items))) {
      return Optional.empty();
    }
    for (ErlangTerm item : items) {
      sound &=
          item instanceof Tuple(List<ErlangTerm> pair)
              && pair.size() == 2
              && put(pairs, pair.getFirst(), pair.getLast());
    }
    return sound ? Optional.of(pairs) : Optional.empty();
  }

  private static boolean put(Map<String, ErlangTerm> pairs, ErlangTerm key, ErlangTerm value) {
    Optional<String> name = key.text();
    return name.isPresent() && pairs.put(name.get(), value) == null;
  }

  private static RefusedPublication invalid(String what) {
    return new RefusedPublication(
        HexRefusal.METADATA_INVALID, "The metadata was not taken: " + what + '.');
  }
}
