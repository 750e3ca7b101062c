package dev.packledger.registry.npm;

import static dev.packledger.registry.npm.PublicationReading.LIMITS;
import static dev.packledger.registry.npm.PublicationReading.NAME;
import static dev.packledger.registry.npm.PublicationReading.document;
import static dev.packledger.registry.npm.PublicationReading.name;
import static dev.packledger.registry.npm.PublicationReading.read;
import static dev.packledger.registry.npm.PublicationReading.refused;
import static dev.packledger.registry.npm.PublicationReading.release;
import static dev.packledger.registry.npm.PublicationReading.tgz;
import static dev.packledger.registry.npm.PublicationReading.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.npm.NpmPublication.Edit;
import dev.packledger.registry.npm.NpmPublication.NewRelease;
import dev.packledger.registry.npm.NpmPublication.Refused;
import dev.packledger.registry.shared.BlobRefusal;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.archive.ArchiveRefusal;
import dev.packledger.registry.shared.archive.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Honest bodies are read as they are, others refused by their code. */
class NpmPublicationTest {
  @Test
  void readsAnHonestPublication() throws IOException {
    byte[] tgz = tgz("{\"name\":\"@acme/ui\",\"version\":\"1.0.0-rc.1+build\"}");
    ObjectNode metadata = Publications.json("{\"name\":\"@acme/ui\",\"version\":\"1.0.0-rc.1\"}");
    NewRelease release = release(document(metadata, tgz, document -> {}, "1.0.0-rc.1"));
    assertThat(release.version()).isEqualTo(NpmVersion.parse("1.0.0-rc.1").orElseThrow());
    assertThat(release.filename()).isEqualTo("ui-1.0.0-rc.1.tgz");
    assertThat(release.size()).isEqualTo(tgz.length);
    assertThat(release.tags()).containsExactly("latest");
    assertThat(release.checksums())
        .containsEntry("sha1", HexFormat.of().formatHex(Publications.digest("SHA-1", tgz)))
        .containsEntry("sha512", HexFormat.of().formatHex(Publications.digest("SHA-512", tgz)))
        .hasSize(2);
    assertThat(release.packageMetadata())
        .isEqualTo(
            "{\"dist\":{\"fileCount\":2,\"unpackedSize\":"
                + 61
                + "},\"name\":\"@acme/ui\",\"version\":\"1.0.0-rc.1\"}");
  }

  @Test
  void readsTheTarballWhereverItStands() throws IOException {
    String honest = new String(Publications.body(NAME, "1.0.0", "latest"), StandardCharsets.UTF_8);
    int start = honest.indexOf("\"_attachments\"");
    String attachments = honest.substring(start, honest.length() - 1);
    String first = '{' + attachments + ',' + honest.substring(1, start - 1) + '}';
    assertThat(release(first.getBytes(StandardCharsets.UTF_8)).version().text()).isEqualTo("1.0.0");
  }

  @Test
  void acceptsProvenanceAndKeepsNone() throws IOException {
    NewRelease release =
        release(
            document(
                document ->
                    document
                        .withObject("/_attachments")
                        .putObject("@acme/ui-1.0.0.sigstore")
                        .put("content_type", "application/vnd.dev.sigstore.bundle+json")
                        .put("data", "{\"not\":\"base64\"}")
                        .put("length", 16)));
    assertThat(release.version().text()).isEqualTo("1.0.0");
  }

  @Test
  void readsAnEdit() throws IOException {
    NpmPublication edit =
        read(
            "{\"_rev\":\"7\",\"name\":\"@acme/ui\","
                + "\"versions\":{\"1.0.0\":{\"deprecated\":\"no\"},\"x\":{}}}");
    assertThat(edit)
        .isInstanceOfSatisfying(
            Edit.class,
            e -> {
              assertThat(e.revision()).isEqualTo("7");
              assertThat(e.deprecations()).containsEntry("1.0.0", "no").containsEntry("x", "");
            });
    refused(NpmRefusal.UNSUPPORTED, read("{\"name\":\"@acme/ui\",\"users\":{}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "{",
        "{}}",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{\"versions\":{},\"versions\":{}}",
        "{\"_attachments\":7}",
        "{\"_attachments\":{\"a\":7}}",
        "{\"_attachments\":{\"a\":{\"data\":7}}}",
        "{\"_attachments\":{\"a\":{\"data\":\"!!!!\"}}}",
        "{\"_attachments\":{\"a\":{\"data\":\"AAA\"}}}",
        "{\"_attachments\":{\"a\":{\"data\":\"\",\"length\":\"7\"}}}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":\"\\x\"}",
        "{\"a\":1,}",
        "// {}",
        "\u0000"
      })
  void refusesWhatIsNoDocument(String body) throws IOException {
    refused(NpmRefusal.BODY_MALFORMED, read(body));
  }

  @Test
  void refusesDepthAndHugeNumbersAndNamesInBoundedTime() throws IOException {
    refused(
        NpmRefusal.BODY_MALFORMED,
        read("{\"versions\":" + "[".repeat(100_000) + "]".repeat(100_000) + '}'));
    refused(NpmRefusal.BODY_MALFORMED, read("{\"versions\":" + "9".repeat(100_000) + '}'));
    refused(NpmRefusal.BODY_MALFORMED, read("{\"versions\":{\"" + "k".repeat(10_000) + "\":1}}"));
    refused(
        NpmRefusal.METADATA_INVALID,
        read(document(d -> version(d).put("x", 0).replace("x", number("1e999999999")))));
    refused(
        NpmRefusal.METADATA_INVALID,
        read(
            new String(document(d -> version(d).put("x", "HERE")), StandardCharsets.UTF_8)
                .replace("HERE", "\\ud800")));
  }

  private static JsonNode number(String text) {
    return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
  }

  @Test
  void boundsTheMetadataOnBothSides() throws IOException {
    assertThat(read(document(d -> d.put("x", "y".repeat(200 << 10)))))
        .isInstanceOf(NewRelease.class);
    refused(NpmRefusal.BODY_TOO_LARGE, read(document(d -> d.put("x", "y".repeat(300 << 10)))));
    assertThat(read(document(d -> version(d).put("x", "y".repeat(19_000)))))
        .isInstanceOf(NewRelease.class);
    refused(
        NpmRefusal.METADATA_TOO_LARGE,
        read(document(d -> version(d).put("x", "y".repeat(20_000)))));
  }

  @Test
  void boundsTheTarballOnBothSides() throws IOException {
    byte[] noise = new byte[900 << 10];
    new Random(1).nextBytes(noise);
    String json = "{\"name\":\"@acme/ui\",\"version\":\"1.0.0\"}";
    byte[] fits = new TarBytes().file("package/package.json", json).file("package/x", noise).tgz();
    assertThat(read(document(Publications.json(json), fits, d -> {}, "1.0.0")))
        .isInstanceOf(NewRelease.class);
    byte[] twice =
        new TarBytes()
            .file("package/package.json", json)
            .file("package/x", noise)
            .file("package/y", Arrays.copyOf(reversed(noise), 200 << 10))
            .tgz();
    refused(
        ArchiveRefusal.TOO_LARGE, read(document(Publications.json(json), twice, d -> {}, "1.0.0")));
    byte[] huge = new byte[5 << 20];
    new Random(1).nextBytes(huge);
    refused(
        NpmRefusal.BODY_TOO_LARGE, read(document(Publications.json(json), huge, d -> {}, "1.0.0")));
    try (Blobs.Staged small = new MemoryBlobs(1000, 2000).stage(OrganizationId.ofSlug("acme"))) {
      refused(
          BlobRefusal.TOO_LARGE,
          NpmPublication.read(
              new ByteArrayInputStream(document(Publications.json(json), fits, d -> {}, "1.0.0")),
              name(),
              LIMITS,
              small));
    }
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = bytes.clone();
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  @Test
  void refusesWhatContradictsItsAddress() throws IOException {
    refused(NpmRefusal.NAME_MISMATCH, read(document(d -> d.put("name", "@acme/other"))));
    refused(NpmRefusal.NAME_MISMATCH, read(document(d -> version(d).put("name", "@acme/other"))));
    refused(NpmRefusal.VERSION_MISMATCH, read(document(d -> version(d).put("version", "1.0.1"))));
    refused(NpmRefusal.VERSION_MISMATCH, read(document(d -> version(d).remove("version"))));
    refused(
        NpmRefusal.VERSION_MISMATCH,
        read(document(d -> d.withObject("/dist-tags").put("latest", "1.0.1"))));
    refused(
        NpmRefusal.TAG_INVALID,
        read(document(d -> d.withObject("/dist-tags").put("1.x", "1.0.0"))));
    refused(
        NpmRefusal.VERSION_INVALID,
        read(document(d -> d.putObject("versions").putObject("1.0").put("name", NAME))));
  }

  @Test
  void refusesOtherThanOneVersionWithOneTarball() throws IOException {
    refused(NpmRefusal.ATTACHMENT, read(document(d -> d.remove("versions"))));
    refused(
        NpmRefusal.ATTACHMENT, read(document(d -> d.withObject("/versions").putObject("1.0.1"))));
    refused(
        NpmRefusal.ATTACHMENT,
        read(document(d -> d.withObject("/_attachments").putObject("b.tgz").put("data", ""))));
    refused(
        NpmRefusal.ATTACHMENT,
        read(document(d -> d.putObject("_attachments").putObject("a.tgz").put("length", 7))));
    refused(
        NpmRefusal.ATTACHMENT,
        read(document(d -> d.putObject("_attachments").putObject("a.sigstore").put("data", ""))));
  }

  @Test
  void refusesBytesThatAreNotThoseDescribed() throws IOException {
    refused(
        NpmRefusal.INTEGRITY_MISMATCH,
        read(document(d -> version(d).withObject("/dist").put("shasum", "0".repeat(40)))));
    refused(
        NpmRefusal.INTEGRITY_MISMATCH,
        read(
            document(
                d ->
                    version(d)
                        .withObject("/dist")
                        .put(
                            "integrity",
                            "sha512-" + Base64.getEncoder().encodeToString(new byte[64])))));
    refused(
        NpmRefusal.INTEGRITY_MISMATCH,
        read(
            document(
                d ->
                    d.withObject("/_attachments")
                        .withObject("/" + NAME.replace("/", "~1") + "-1.0.0.tgz")
                        .put("length", 7))));
    assertThat(read(document(d -> version(d).remove("dist")))).isInstanceOf(NewRelease.class);
  }

  @Test
  void everyCutOfABodyIsRefusedAndNeverFails() throws IOException {
    byte[] honest = Publications.body(NAME, "1.0.0", "latest");
    for (int length = 0; length < honest.length; length += 7) {
      assertThat(read(Arrays.copyOf(honest, length))).isInstanceOf(Refused.class);
    }
  }
}
