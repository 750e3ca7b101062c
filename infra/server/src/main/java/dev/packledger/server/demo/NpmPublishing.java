package dev.packledger.server.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Packages made on the spot and published as npm publishes. */
public final class NpmPublishing {
  private NpmPublishing() {}

  /**
   * Publishes a version that is not there yet: {@code PUT /@scope%2fname} with the tarball as an
   * attachment (npm/registry docs/REGISTRY-API.md, libnpmpublish).
   *
   * @param tree the path of the registry on the publisher's server; ends with a slash
   */
  public static void publish(
      ApiClient publisher,
      String tree,
      String name,
      String version,
      String tag,
      Map<String, String> dependencies) {
    String address = tree + name.replace("/", "%2f");
    if (publisher.get(address + "/" + version).status() == 200) {
      return;
    }
    Map<String, Object> manifest = new TreeMap<>(manifest(name, version, dependencies));
    byte[] tarball = tarball(manifest);
    String file = name + "-" + version + ".tgz";
    manifest.put("dist", Map.of("tarball", publisher.server() + tree + name + "/-/" + file));
    Map<String, Object> attachment =
        Map.of(
            "content_type",
            "application/octet-stream",
            "data",
            Base64.getEncoder().encodeToString(tarball),
            "length",
            tarball.length);
    publisher
        .put(
            address,
            Map.of(
                "_id",
                name,
                "name",
                name,
                "dist-tags",
                Map.of(tag, version),
                "versions",
                Map.of(version, manifest),
                "_attachments",
                Map.of(file, attachment)))
        .expect(200, 201);
  }

  private static Map<String, Object> manifest(
      String name, String version, Map<String, String> dependencies) {
    return Map.of(
        "name",
        name,
        "version",
        version,
        "description",
        "Made on the spot",
        "license",
        "SEE LICENSE IN README.md",
        "main",
        "index.js",
        "dependencies",
        dependencies);
  }

  private static byte[] tarball(Map<String, Object> manifest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
      String says = manifest.get("name") + " " + manifest.get("version");
      file(tar, "package.json", JsonMapper.shared().writeValueAsString(manifest));
      file(tar, "README.md", "# " + says + "\n");
      file(tar, "index.js", "module.exports = '" + says + "';\n");
    } catch (IOException impossible) {
      throw new UncheckedIOException("written to memory", impossible);
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry("package/" + name);
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
