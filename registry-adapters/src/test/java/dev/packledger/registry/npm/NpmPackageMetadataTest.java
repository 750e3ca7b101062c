package dev.packledger.registry.npm;

import static dev.packledger.registry.npm.PublicationReading.differing;
import static dev.packledger.registry.npm.PublicationReading.packed;
import static dev.packledger.registry.npm.PublicationReading.published;
import static dev.packledger.registry.npm.PublicationReading.read;
import static dev.packledger.registry.npm.PublicationReading.refused;
import static dev.packledger.registry.npm.PublicationReading.tgz;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.registry.npm.NpmPublication.NewRelease;
import dev.packledger.registry.shared.archive.ArchiveRefusal;
import dev.packledger.registry.shared.archive.TarBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a version, and what of it must agree with its tarball. */
class NpmPackageMetadataTest {
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
            "{\"_nodeVersion\":\"20\",\"alpha\":\"\u00e9\u2028\\u0001/\\\"\","
                + "\"bugs\":{\"url\":\"https://x\"},"
                + "\"dependencies\":{\"constructor\":\"1\"},"
                + "\"dist\":{\"fileCount\":2,\"unpackedSize\":"
                + metadata.replaceAll("(?s).*unpackedSize\":(\\d+).*", "$1")
                + "},\"hasInstallScript\":true,\"name\":\"@acme/ui\","
                + "\"scripts\":{\"install\":\"x\"},"
                + "\"version\":\"1.0.0\",\"zeta\":[1.5,1000,0,1e+21,1e-7,123456789012345680000,"
                + "9007199254740992,true,null]}");
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
  void refusesMetadataThatContradictsItsTarball(String sent, String written) throws IOException {
    refused(NpmRefusal.METADATA_MISMATCH, read(differing(sent, written)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|{\"dependencies\":{}}",
        "{\"optionalDependencies\":{\"a\":\"1\"}}"
            + "|{\"dependencies\":{\"a\":\"1\"},\"optionalDependencies\":{\"a\":\"1\"}}",
        "{\"dependencies\":{\"a\":\"git+https://x/y\"}}|{\"dependencies\":{\"a\":\"x/y\"}}",
        "{\"scripts\":{\"install\":\"node-gyp rebuild\"}}|{}",
        "{\"scripts\":{\"install\":\"x\"}}|{\"scripts\":{\"install\":\"./node_modules/.bin/x\"}}",
        "{\"bundleDependencies\":[\"a\"],\"dependencies\":{\"a\":\"1\"}}"
            + "|{\"bundledDependencies\":true,\"dependencies\":{\"a\":\"1\"}}",
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
  void refusesFieldsInAFormThatNoClientReads(String metadata) throws IOException {
    refused(NpmRefusal.METADATA_INVALID, read(differing(metadata, "{}")));
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
  void refusesMembersThatPollute(String metadata) throws IOException {
    refused(NpmRefusal.KEY_FORBIDDEN, read(differing(metadata, "{}")));
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
          NpmRefusal.METADATA_MISMATCH,
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
}
