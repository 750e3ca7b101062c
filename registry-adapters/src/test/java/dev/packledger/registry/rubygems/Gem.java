package dev.packledger.registry.rubygems;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.packledger.registry.shared.archive.TarBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Gems as {@code gem build} makes them, to be spoilt by tests. */
final class Gem {
  private final Map<String, String> fields = new TreeMap<>();
  private String yaml = "";
  private byte[] data = new TarBytes().file("lib/a.rb", "A = 1\n").tgz();
  private boolean checksums = true;

  Gem(String name, String version) {
    fields.put("name", name);
    fields.put("version", "!ruby/object:Gem::Version\n  version: '" + version + "'");
    fields.put("platform", "ruby");
    fields.put("summary", "A gem");
    fields.put("authors", "\n- A. Person");
    fields.put("email", "\n- a@example.com");
    fields.put("rubygems_version", "3.3.15");
  }

  /**
   * {@code NAME VERSION [platform=P] [needs=NAME:REQ] [ruby=REQ] [host=URL]}, a {@code _} a blank.
   */
  static byte[] of(String words) {
    String[] parts = words.split(" ");
    Gem gem = new Gem(parts[0], parts[1]);
    for (int i = 2; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      String value = pair[1].replace('_', ' ');
      switch (pair[0]) {
        case "platform" -> gem.field("platform", pair[1]);
        case "needs" -> gem.needs(value.split(":", 2)[0], value.split(":", 2)[1]);
        case "ruby" -> gem.field("required_ruby_version", requirement(value, ""));
        case "host" -> gem.field("metadata", "\n  allowed_push_host: " + value);
        default -> throw new AssertionError("unknown word: " + parts[i]);
      }
    }
    return gem.bytes();
  }

  Gem field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  Gem without(String name) {
    fields.remove(name);
    return this;
  }

  /** One runtime dependency. */
  Gem needs(String name, String requirement) {
    return field(
        "dependencies",
        "\n- !ruby/object:Gem::Dependency\n  name: "
            + name
            + "\n  type: :runtime\n  prerelease: false\n  requirement: "
            + requirement(requirement, "  "));
  }

  /** Operators and versions in turns: {@code >= 1 < 3}. */
  static String requirement(String text, String indent) {
    StringBuilder yaml =
        new StringBuilder("!ruby/object:Gem::Requirement\n" + indent + "  requirements:");
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      yaml.append("\n" + indent + "  - - \"" + words[i] + "\"\n" + indent + "    - ");
      yaml.append("!ruby/object:Gem::Version\n" + indent + "      version: '" + words[i + 1] + "'");
    }
    return yaml.toString();
  }

  /** All of the metadata, in place of the fields. */
  Gem yaml(String text) {
    yaml = text;
    return this;
  }

  Gem data(byte[] tgz) {
    data = tgz;
    return this;
  }

  Gem withoutChecksums() {
    checksums = false;
    return this;
  }

  String metadata() {
    if (!yaml.isEmpty()) {
      return yaml;
    }
    StringBuilder text = new StringBuilder("--- !ruby/object:Gem::Specification\n");
    fields.forEach((name, value) -> text.append(name + ": " + value + "\n"));
    return text.toString();
  }

  byte[] bytes() {
    byte[] metadata = TarBytes.gzip(metadata().getBytes(UTF_8));
    TarBytes tar = new TarBytes().file("metadata.gz", metadata).file("data.tar.gz", data);
    if (checksums) {
      String sums =
          "---\nSHA256:\n  metadata.gz: %s\n  data.tar.gz: %s\n"
              .formatted(sha256(metadata), sha256(data));
      tar.file("checksums.yaml.gz", TarBytes.gzip(sums.getBytes(UTF_8)));
    }
    return tar.tar();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
