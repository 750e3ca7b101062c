package dev.packledger.registry.npm;

import dev.packledger.registry.shared.archive.TarBytes;
import dev.packledger.registry.shared.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies as {@code npm publish} makes them, to be spoilt by tests. */
final class Publications {
  private Publications() {}

  /** {@code NAME VERSION TAG {metadata}}. */
  static byte[] body(String words) {
    String[] parts = words.split(" ", 4);
    ObjectNode more = json(parts.length > 3 ? parts[3] : "{}");
    return body(parts[0], parts[1], parts[2], metadata -> metadata.setAll(more), document -> {});
  }

  /** An honest publication's document and the metadata inside its tarball. */
  static byte[] body(String name, String version, String tag) {
    return body(name, version, tag, metadata -> {}, document -> {});
  }

  /**
   * A publication.
   *
   * @param metadata edits the metadata, alike in the tarball and in the document
   * @param document edits the finished document alone
   */
  static byte[] body(
      String name,
      String version,
      String tag,
      Consumer<ObjectNode> metadata,
      Consumer<ObjectNode> document) {
    ObjectNode packageJson = JsonNodeFactory.instance.objectNode();
    packageJson.put("name", name).put("version", version);
    metadata.accept(packageJson);
    byte[] tgz =
        new TarBytes()
            .file("package/package.json", packageJson.toString())
            .file("package/index.js", "module.exports = '" + version + "'\n")
            .tgz();
    return document(name, version, tag, packageJson, tgz, document);
  }

  static byte[] document(
      String name,
      String version,
      String tag,
      ObjectNode packageJson,
      byte[] tgz,
      Consumer<ObjectNode> change) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("_id", name).put("name", name);
    document.putObject("dist-tags").put(tag, version);
    ObjectNode sent = packageJson.deepCopy();
    sent.put("_id", name + '@' + version);
    sent.putObject("dist")
        .put("integrity", "sha512-" + Base64.getEncoder().encodeToString(digest("SHA-512", tgz)))
        .put("shasum", HexFormat.of().formatHex(digest("SHA-1", tgz)))
        .put("tarball", "http://localhost/" + name + "/-/" + name + '-' + version + ".tgz");
    document.putObject("versions").set(version, sent);
    document.put("access", "public");
    document
        .putObject("_attachments")
        .putObject(name + '-' + version + ".tgz")
        .put("content_type", "application/octet-stream")
        .put("data", Base64.getEncoder().encodeToString(tgz))
        .put("length", tgz.length);
    change.accept(document);
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** JSON that a test writes down. */
  static ObjectNode json(String text) {
    return (ObjectNode) StrictJson.trusted(text);
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(algorithm, impossible);
    }
  }
}
