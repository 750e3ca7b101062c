package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.npm.NpmPublication.NewRelease;
import dev.packledger.registry.npm.NpmPublication.Refused;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.archive.ArchiveLimits;
import dev.packledger.registry.shared.archive.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Reads bodies as the routes do, and makes honest ones to be spoilt. */
final class PublicationReading {
  static final String NAME = "@acme/ui";
  static final NpmLimits LIMITS =
      new NpmLimits(new ArchiveLimits(1 << 20, 8 << 20, 100, 100, 200, 8), 256 << 10, 20_000);

  private PublicationReading() {}

  static NpmPublication packed(byte[] tgz) throws IOException {
    return read(
        document(
            Publications.json("{\"name\":\"@acme/ui\",\"version\":\"1.0.0\"}"),
            tgz,
            d -> {},
            "1.0.0"));
  }

  static NewRelease published(String metadata) throws IOException {
    return release(differing(metadata, metadata));
  }

  static byte[] differing(String sent, String written) {
    ObjectNode inside = Publications.json(written);
    inside.put("name", NAME).put("version", "1.0.0");
    ObjectNode outside = Publications.json(sent);
    outside.put("name", NAME).put("version", "1.0.0");
    return document(outside, tgz(inside.toString()), d -> {}, "1.0.0");
  }

  static byte[] tgz(String packageJson) {
    return new TarBytes()
        .file("package/package.json", packageJson)
        .file("package/index.js", "1234567890123")
        .tgz();
  }

  static byte[] document(Consumer<ObjectNode> change) {
    return Publications.body(NAME, "1.0.0", "latest", metadata -> {}, change);
  }

  static byte[] document(
      ObjectNode metadata, byte[] tgz, Consumer<ObjectNode> change, String version) {
    return Publications.document(NAME, version, "latest", metadata, tgz, change);
  }

  static ObjectNode version(ObjectNode document) {
    return document.withObject("/versions").withObject("/1.0.0");
  }

  static NewRelease release(byte[] body) throws IOException {
    NpmPublication read = read(body);
    assertThat(read).isInstanceOf(NewRelease.class);
    return (NewRelease) read;
  }

  static void refused(Refusal refusal, NpmPublication publication) {
    assertThat(publication)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              Outcome.Refused why = refused.refused();
              assertThat(why.refusal()).isEqualTo(refusal);
              assertThat(why.detail()).isASCII().doesNotContain("\n").endsWith(".");
            });
  }

  static NpmPublication read(String body) throws IOException {
    return read(body.getBytes(StandardCharsets.UTF_8));
  }

  static NpmPublication read(byte[] body) throws IOException {
    try (Blobs.Staged staged =
        new MemoryBlobs(8 << 20, 16 << 20).stage(OrganizationId.ofSlug("acme"))) {
      return NpmPublication.read(new ByteArrayInputStream(body), name(), LIMITS, staged);
    }
  }

  static NpmName name() {
    return NpmName.parse(NAME).orElseThrow();
  }
}
