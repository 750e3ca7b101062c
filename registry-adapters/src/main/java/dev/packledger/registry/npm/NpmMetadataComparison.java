package dev.packledger.registry.npm;

import dev.packledger.registry.shared.RefusedPublication;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Holds what a publication says against the package.json inside its tarball. Clients plan by the
 * one and install by the other, so they must agree on what is installed and what is run. npm
 * normalises some spellings before it publishes (npm/cli's package-json, lib/normalize.js); those
 * differences are forgiven, no others.
 */
final class NpmMetadataComparison {
  private static final List<String> INSTALL_SCRIPTS =
      List.of("preinstall", "install", "postinstall");
  private static final String GYP = "node-gyp rebuild";
  private static final String BIN_PATH = "^(\\.[/\\\\])?node_modules[/\\\\]\\.bin[\\\\/]";

  private final JsonNode sent;
  private final JsonNode written;

  NpmMetadataComparison(JsonNode sent, JsonNode written) {
    this.sent = sent;
    this.written = written;
  }

  void check(NpmName name, NpmVersion version) throws RefusedPublication {
    agree("name", written.path("name").stringValue("").strip().equals(name.text()));
    agree(
        "version",
        NpmVersion.clean(written.path("version").stringValue(""))
            .filter(version::equals)
            .isPresent());
    agree("optionalDependencies", same("optionalDependencies", Set.of()));
    agree("peerDependencies", same("peerDependencies", Set.of()));
    agree("dependencies", same("dependencies", texts(written, "optionalDependencies").keySet()));
    agree("bundleDependencies", bundled(sent).equals(bundled(written)));
    for (String script : INSTALL_SCRIPTS) {
      agree("scripts." + script, sameScript(script));
    }
  }

  private static void agree(String field, boolean agreed) throws RefusedPublication {
    if (!agreed) {
      throw new RefusedPublication(
          NpmRefusal.METADATA_MISMATCH,
          "The publication and the tarball's package.json differ in " + field + '.');
    }
  }

  /**
   * npm takes optional dependencies out of the others, drops entries that are no text, and spells
   * addresses of git hosts its own way.
   */
  private boolean same(String field, Set<String> elsewhere) {
    Map<String, String> left = texts(sent, field);
    Map<String, String> right = texts(written, field);
    left.keySet().removeAll(elsewhere);
    right.keySet().removeAll(elsewhere);
    return left.keySet().equals(right.keySet())
        && left.entrySet().stream()
            .allMatch(entry -> sameSpec(entry.getValue(), right.getOrDefault(entry.getKey(), "")));
  }

  private static boolean sameSpec(String left, String right) {
    return left.strip().equals(right.strip())
        || (left.indexOf('/') >= 0 && right.indexOf('/') >= 0);
  }

  private boolean sameScript(String script) {
    String left = script(sent, script);
    String right = script(written, script);
    return left.equals(right) || (script.equals("install") && left.equals(GYP) && right.isEmpty());
  }

  private static String script(JsonNode metadata, String script) {
    return metadata.path("scripts").path(script).stringValue("").replaceFirst(BIN_PATH, "");
  }

  private static Map<String, String> texts(JsonNode metadata, String field) {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : metadata.path(field).properties()) {
      if (entry.getValue().isString()) {
        texts.put(entry.getKey(), entry.getValue().stringValue());
      }
    }
    return texts;
  }

  private static Set<String> bundled(JsonNode metadata) {
    JsonNode named = metadata.path("bundleDependencies");
    JsonNode bundled = named.isMissingNode() ? metadata.path("bundledDependencies") : named;
    Set<String> names = new TreeSet<>();
    if (bundled.isArray()) {
      bundled.forEach(name -> names.add(name.stringValue("")));
    } else if (bundled.isObject()) {
      bundled.propertyNames().forEach(names::add);
    } else if (bundled.booleanValue(false)) {
      names.addAll(texts(metadata, "dependencies").keySet());
    }
    return names;
  }
}
