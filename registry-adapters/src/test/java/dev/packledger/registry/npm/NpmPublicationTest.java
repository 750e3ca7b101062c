package dev.packledger.registry.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Outcome;
import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.registry.npm.NpmPublication.Edit;
import dev.packledger.registry.npm.NpmPublication.NewRelease;
import dev.packledger.registry.npm.NpmPublication.Refused;
import dev.packledger.registry.shared.Blobs;
import dev.packledger.registry.shared.MemoryBlobs;
import dev.packledger.registry.shared.archive.ArchiveLimits;
import dev.packledger.registry.shared.archive.ArchiveRefusal;
import dev.packledger.registry.shared.archive.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Honest uploads are taken as they are, everything else is refused by its code. */
class NpmPublicationTest {
  private static final String NAME = "@acme/ui";
  private static final NpmLimits LIMITS =
      new NpmLimits(new ArchiveLimits(1 << 20, 8 << 20, 100, 100, 200, 8), 256 << 10, 20_000);

  @Test
  void readsAnHonestPublication() throws IOException {
    byte[] tgz = tgz("{\"name\":\"@acme/ui\",\"version\":\"1.0.0-rc.1+build\"}");
    ObjectNode manifest = Publications.json("{\"name\":\"@acme/ui\",\"version\":\"1.0.0-rc.1\"}");
    NewRelease release = release(document(manifest, tgz, document -> {}, "1.0.0-rc.1"));
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
  void keepsWhatIsTheAuthorsAndForgetsPeople() throws IOException {
    String metadata =
        published(
                """
                {"author":{"name":"A","email":"a@x"},"contributors":["B <b@x>"],
                 "maintainers":[{"name":"C"}],"bugs":{"url":"https://x","email":"d@x"},
                 "readme":"long","_npmUser":{"name":"E"},"_nodeVersion":"20","deprecated":"no",
                 "zeta":[1.50,1e3,-0.0,1e21,1e-7,123456789012345680000,9007199254740993,true,null],
                 "alpha":"\\u00e9\\u2028\\u0001\\/\\"","scripts":{"install":"x"},"dist":{"x":1},
                 "hasInstallScript":false,"dependencies":{"constructor":"1"}}
                """)
            .packageMetadata();
    assertThat(metadata)
        .isEqualTo(
            "{\"_nodeVersion\":\"20\",\"alpha\":\"\u00e9\u2028\\u0001/\\\"\",\"bugs\":{\"url\":\"https://x\"},"
                + "\"dependencies\":{\"constructor\":\"1\"},"
                + "\"dist\":{\"fileCount\":2,\"unpackedSize\":"
                + metadata.replaceAll("(?s).*unpackedSize\":(\\d+).*", "$1")
                + "},\"hasInstallScript\":true,\"name\":\"@acme/ui\",\"scripts\":{\"install\":\"x\"},"
                + "\"version\":\"1.0.0\",\"zeta\":[1.5,1000,0,1e+21,1e-7,123456789012345680000,"
                + "9007199254740992,true,null]}");
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
            "{\"_rev\":\"7\",\"name\":\"@acme/ui\",\"versions\":{\"1.0.0\":{\"deprecated\":\"no\"},\"x\":{}}}");
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
        NpmRefusal.MANIFEST_INVALID,
        read(document(d -> version(d).put("x", 0).replace("x", number("1e999999999")))));
    refused(
        NpmRefusal.MANIFEST_INVALID,
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
          Blobs.Limit.BLOB_TOO_LARGE,
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"dependencies\":{\"evil\":\"*\"}}|{}",
        "{}|{\"dependencies\":{\"evil\":\"*\"}}",
        "{\"dependencies\":{\"a\":\"1\"}}|{\"dependencies\":{\"a\":\"2\"}}",
        "{\"optionalDependencies\":{\"a\":\"1\"}}|{}",
        "{\"peerDependencies\":{\"a\":\"1\"}}|{}",
        "{\"bundleDependencies\":[\"a\"]}|{}",
        "{}|{\"bundledDependencies\":true,\"dependencies\":{\"a\":\"1\"}}",
        "{}|{\"scripts\":{\"postinstall\":\"rm\"}}",
        "{\"scripts\":{\"preinstall\":\"rm\"}}|{}",
        "{\"scripts\":{\"install\":\"a\"}}|{\"scripts\":{\"install\":\"b\"}}"
      })
  void refusesAManifestThatContradictsItsTarball(String sent, String written) throws IOException {
    refused(NpmRefusal.MANIFEST_MISMATCH, read(differing(sent, written)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|{\"dependencies\":{}}",
        "{\"optionalDependencies\":{\"a\":\"1\"}}|{\"dependencies\":{\"a\":\"1\"},\"optionalDependencies\":{\"a\":\"1\"}}",
        "{\"dependencies\":{\"a\":\"git+https://x/y\"}}|{\"dependencies\":{\"a\":\"x/y\"}}",
        "{\"scripts\":{\"install\":\"node-gyp rebuild\"}}|{}",
        "{\"scripts\":{\"install\":\"x\"}}|{\"scripts\":{\"install\":\"./node_modules/.bin/x\"}}",
        "{\"bundleDependencies\":[\"a\"],\"dependencies\":{\"a\":\"1\"}}|{\"bundledDependencies\":true,\"dependencies\":{\"a\":\"1\"}}",
        "{\"bundleDependencies\":[]}|{\"bundleDependencies\":false}"
      })
  void forgivesWhatNpmNormalises(String sent, String written) throws IOException {
    assertThat(read(differing(sent, written))).isInstanceOf(NewRelease.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dependencies\":[\"a\"]}",
        "{\"dependencies\":{\"a\":{}}}",
        "{\"engines\":\"node\"}",
        "{\"scripts\":{\"test\":7}}",
        "{\"peerDependencies\":\"a\"}"
      })
  void refusesFieldsInAFormThatNoClientReads(String manifest) throws IOException {
    refused(NpmRefusal.MANIFEST_INVALID, read(differing(manifest, "{}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"__proto__\":{\"polluted\":1}}",
        "{\"x\":[{\"__proto__\":1}]}",
        "{\"dependencies\":{\"__proto__\":\"1\"}}",
        "{\"x\":{\"constructor\":{\"prototype\":{\"y\":1}}}}",
        "{\"prototype\":[]}"
      })
  void refusesMembersThatPollute(String manifest) throws IOException {
    refused(NpmRefusal.KEY_FORBIDDEN, read(differing(manifest, "{}")));
  }

  @Test
  void refusesTarballsThatAreNoPackage() throws IOException {
    refused(NpmRefusal.PACKAGE_JSON_MISSING, packed(new TarBytes().file("package/x", "").tgz()));
    refused(
        NpmRefusal.PACKAGE_JSON_MISSING,
        packed(new TarBytes().file("package/lib/package.json", "{}").tgz()));
    refused(NpmRefusal.PACKAGE_JSON_MISSING, packed(new TarBytes().tgz()));
    refused(NpmRefusal.TOP_FOLDER, packed(new TarBytes().file("package.json", "{}").tgz()));
    refused(
        NpmRefusal.TOP_FOLDER,
        packed(new TarBytes().file("a/package.json", "{}").file("b/package.json", "{}").tgz()));
    for (String json : List.of("", "[]", "{", "{\"a\":1,\"a\":2}", "{} x")) {
      refused(
          NpmRefusal.PACKAGE_JSON_MALFORMED,
          packed(new TarBytes().file("package/package.json", json).tgz()));
    }
    refused(
        NpmRefusal.PACKAGE_JSON_MALFORMED,
        packed(new TarBytes().file("package/package.json", " ".repeat((1 << 20) + 1)).tgz()));
    for (String json :
        List.of(
            "{}",
            "{\"name\":\"@acme/ui\",\"version\":\"2.0.0\"}",
            "{\"name\":\"x\",\"version\":\"1.0.0\"}")) {
      refused(
          NpmRefusal.MANIFEST_MISMATCH,
          packed(new TarBytes().file("package/package.json", json).tgz()));
    }
    refused(ArchiveRefusal.PATH, packed(new TarBytes().file("package/../../x", "").tgz()));
    refused(
        ArchiveRefusal.RATIO, packed(new TarBytes().file("package/x", new byte[7 << 20]).tgz()));
    refused(ArchiveRefusal.MALFORMED, packed(new byte[] {1, 2, 3}));
  }

  @Test
  void readsAPackageJsonWithAByteOrderMark() throws IOException {
    assertThat(packed(tgz("\ufeff{\"name\":\"@acme/ui\",\"version\":\"v1.0.0\"}")))
        .isInstanceOf(NewRelease.class);
  }

  @Test
  void everyCutOfABodyIsRefusedAndNeverFails() throws IOException {
    byte[] honest = Publications.body(NAME, "1.0.0", "latest");
    for (int length = 0; length < honest.length; length += 7) {
      assertThat(read(Arrays.copyOf(honest, length))).isInstanceOf(Refused.class);
    }
  }

  private NpmPublication packed(byte[] tgz) throws IOException {
    return read(
        document(
            Publications.json("{\"name\":\"@acme/ui\",\"version\":\"1.0.0\"}"),
            tgz,
            d -> {},
            "1.0.0"));
  }

  private NewRelease published(String manifest) throws IOException {
    return release(differing(manifest, manifest));
  }

  private static byte[] differing(String sent, String written) {
    ObjectNode inside = Publications.json(written);
    inside.put("name", NAME).put("version", "1.0.0");
    ObjectNode outside = Publications.json(sent);
    outside.put("name", NAME).put("version", "1.0.0");
    return document(outside, tgz(inside.toString()), d -> {}, "1.0.0");
  }

  private static byte[] tgz(String packageJson) {
    return new TarBytes()
        .file("package/package.json", packageJson)
        .file("package/index.js", "1234567890123")
        .tgz();
  }

  private static byte[] document(Consumer<ObjectNode> change) {
    return Publications.body(NAME, "1.0.0", "latest", manifest -> {}, change);
  }

  private static byte[] document(
      ObjectNode manifest, byte[] tgz, Consumer<ObjectNode> change, String version) {
    return Publications.document(NAME, version, "latest", manifest, tgz, change);
  }

  private static ObjectNode version(ObjectNode document) {
    return document.withObject("/versions").withObject("/1.0.0");
  }

  private NewRelease release(byte[] body) throws IOException {
    NpmPublication read = read(body);
    assertThat(read).isInstanceOf(NewRelease.class);
    return (NewRelease) read;
  }

  private static void refused(Refusal refusal, NpmPublication publication) {
    assertThat(publication)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              Outcome.Refused why = refused.refused();
              assertThat(why.refusal()).isEqualTo(refusal);
              assertThat(why.detail()).isASCII().doesNotContain("\n").endsWith(".");
            });
  }

  private static NpmPublication read(String body) throws IOException {
    return read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static NpmPublication read(byte[] body) throws IOException {
    try (Blobs.Staged staged =
        new MemoryBlobs(8 << 20, 16 << 20).stage(OrganizationId.ofSlug("acme"))) {
      return NpmPublication.read(new ByteArrayInputStream(body), name(), LIMITS, staged);
    }
  }

  private static NpmName name() {
    return NpmName.parse(NAME).orElseThrow();
  }
}
