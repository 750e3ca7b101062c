package dev.packledger.acceptance.story;

import dev.packledger.acceptance.running.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Publications made here and sent as npm sends them, where no real npm is needed. */
final class Tarballs {
  private Tarballs() {}

  /** Publishes a version with nothing but its {@code package.json}. */
  static Reply publish(Organization seller, String name, String version) {
    byte[] tarball = tarball(name, version);
    String file = name + "-" + version + ".tgz";
    Map<String, Object> body =
        Map.of(
            "_id", name,
            "name", name,
            "dist-tags", Map.of("latest", version),
            "versions",
                Map.of(
                    version,
                    Map.of(
                        "name", name,
                        "version", version,
                        "dist", Map.of("tarball", seller.npm() + name + "/-/" + file))),
            "_attachments",
                Map.of(
                    file,
                    Map.of(
                        "content_type",
                        "application/octet-stream",
                        "data",
                        Base64.getEncoder().encodeToString(tarball),
                        "length",
                        tarball.length)));
    String address = "/" + seller.slug() + "/npm/" + name.replace("/", "%2f");
    return seller.api().put(address, body);
  }

  static byte[] tarball(String name, String version) {
    byte[] metadata =
        "{\"name\": \"%s\", \"version\": \"%s\"}"
            .formatted(name, version)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes), StandardCharsets.UTF_8.name())) {
      TarArchiveEntry entry = new TarArchiveEntry("package/package.json");
      entry.setSize(metadata.length);
      tar.putArchiveEntry(entry);
      tar.write(metadata);
      tar.closeArchiveEntry();
    } catch (IOException impossible) {
      throw new UncheckedIOException("written to memory", impossible);
    }
    return bytes.toByteArray();
  }
}
